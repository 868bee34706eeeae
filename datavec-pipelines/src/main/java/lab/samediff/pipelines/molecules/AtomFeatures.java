package lab.samediff.pipelines.molecules;

import java.util.List;

/** What a network is told of each atom. */
public enum AtomFeatures {
    /** One of ten types: C, N, O, F, P, S, Cl, Br, I or another element. */
    TYPES {
        @Override
        void fill(Atom atom, int degree, int highestOrder, Slots to) {
            to.oneOf(type(atom), KNOWN.size() + 1);
        }
    },
    /**
     * The type, and the number of bonds (0 to 5 or more), of hydrogens (0 to 4 or more), the sign of the charge, the
     * highest order of a bond, and whether the atom is aromatic and on a ring.
     */
    RICH {
        @Override
        void fill(Atom atom, int degree, int highestOrder, Slots to) {
            TYPES.fill(atom, degree, highestOrder, to);
            to.oneOf(Math.min(degree, 5), 6);
            to.oneOf(Math.min(atom.hydrogens(), 4), 5);
            to.oneOf(Integer.signum(atom.charge()) + 1, 3);
            to.oneOf(Math.min(highestOrder, 3), 4);
            to.flag(atom.aromatic());
            to.flag(atom.inRing());
        }
    };

    private static final List<String> KNOWN = List.of("C", "N", "O", "F", "P", "S", "Cl", "Br", "I");

    /** Numbers for each atom. */
    public int width() {
        Slots counted = new Slots(new float[64]);
        fill(new Atom("C", 6, 0, 4, false, false), 0, 0, counted);
        return counted.next;
    }

    /** The features of all atoms of a molecule, 0 or 1: [atoms][width]. */
    public float[][] of(Molecule molecule) {
        int[] degrees = molecule.degrees();
        int[] highest = new int[molecule.size()];
        for (Bond bond : molecule.bonds()) {
            highest[bond.from()] = Math.max(highest[bond.from()], bond.order());
            highest[bond.to()] = Math.max(highest[bond.to()], bond.order());
        }
        float[][] features = new float[molecule.size()][width()];
        for (int i = 0; i < features.length; i++) {
            fill(molecule.atoms().get(i), degrees[i], highest[i], new Slots(features[i]));
        }
        return features;
    }

    abstract void fill(Atom atom, int degree, int highestOrder, Slots to);

    private static int type(Atom atom) {
        int known = KNOWN.indexOf(atom.symbol());
        return known >= 0 ? known : KNOWN.size();
    }

    /** Where the next features go. */
    static final class Slots {
        private final float[] values;
        private int next;

        private Slots(float[] values) {
            this.values = values;
        }

        void oneOf(int which, int many) {
            values[next + which] = 1;
            next += many;
        }

        void flag(boolean set) {
            values[next] = set ? 1 : 0;
            next++;
        }
    }
}

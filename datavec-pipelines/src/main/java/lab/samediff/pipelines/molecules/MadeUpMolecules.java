package lab.samediff.pipelines.molecules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Molecules from a grammar of SMILES, with values that are computed from their graphs, for machines without the real
 * tables. The values follow what is known to matter (size, polar atoms, aromatic rings), but no measurement: a result on
 * them says nothing about chemistry.
 */
public final class MadeUpMolecules {
    private static final List<String> LINKS =
            List.of("C", "CC", "C(C)", "C(=O)", "CN", "CO", "CS", "C(F)", "C(Cl)", "C=C");
    private static final List<String> ENDS = List.of("C", "CO", "CN", "C(=O)O", "C#N", "CBr");
    private static final int DEEPEST = 2;

    private MadeUpMolecules() {}

    /** A number that is computed from a molecule. */
    @FunctionalInterface
    interface Value {
        double of(Molecule molecule);
    }

    /**
     * Different molecules with their values.
     *
     * @param n how many, at least 1
     * @param seed the same seed gives the same molecules on each machine
     */
    static MoleculeTable table(int n, long seed, Value value) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<String> texts = new LinkedHashSet<>();
        while (texts.size() < n) texts.add(smiles(random));
        List<Molecule> molecules = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (String text : texts) {
            Molecule molecule = read(text);
            molecules.add(molecule);
            values.add(value.of(molecule));
        }
        return new MoleculeTable(molecules, values, List.of());
    }

    /** A sentence of the grammar. */
    static String smiles(RandomGenerator random) {
        return chain(random, 1);
    }

    /** chain → (link | benzene | cyclohexane | pyridine)+ end; a ring may bear a chain, down to a depth. */
    private static String chain(RandomGenerator random, int depth) {
        StringBuilder text = new StringBuilder();
        int links = 1 + random.nextInt(4);
        for (int i = 0; i < links; i++) {
            boolean ring = random.nextInt(3) == 0;
            text.append(ring ? ring(random, depth) : LINKS.get(random.nextInt(LINKS.size())));
        }
        return text.append(ENDS.get(random.nextInt(ENDS.size()))).toString();
    }

    /** A ring whose digit is its depth, so that one that is open is not closed by another. */
    private static String ring(RandomGenerator random, int depth) {
        String side = depth < DEEPEST && random.nextBoolean() ? "(" + chain(random, depth + 1) + ")" : "";
        return switch (random.nextInt(3)) {
            case 0 -> "c" + depth + "ccc" + side + "cc" + depth;
            case 1 -> "C" + depth + "CCC" + side + "CC" + depth;
            default -> "c" + depth + "ncc" + side + "cc" + depth;
        };
    }

    /** 1 where a molecule of this size is not too polar, else 0. */
    static double crossing(Molecule molecule) {
        return polarity(molecule) <= 0.22 * molecule.size() ? 1 : 0;
    }

    /** Falls with the number of atoms, more with aromatic ones, and rises with polarity. */
    static double solubility(Molecule molecule) {
        long aromatic = molecule.atoms().stream().filter(Atom::aromatic).count();
        return 0.5 - 0.22 * molecule.size() - 0.1 * (double) aromatic + 0.45 * polarity(molecule);
    }

    /** How many nitrogens and oxygens there are, and hydrogens on them. */
    private static int polarity(Molecule molecule) {
        return molecule.atoms().stream()
                .filter(atom -> atom.number() == 7 || atom.number() == 8)
                .mapToInt(atom -> 1 + atom.hydrogens())
                .sum();
    }

    private static Molecule read(String text) {
        try {
            return Smiles.parse(text);
        } catch (SmilesException e) {
            throw new IllegalStateException("the grammar made " + text, e);
        }
    }
}

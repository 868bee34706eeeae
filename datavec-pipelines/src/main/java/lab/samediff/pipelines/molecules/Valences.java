package lab.samediff.pipelines.molecules;

import java.util.Map;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IBond;

/**
 * The most bonds that an atom can have, counted with their orders and with hydrogens: those of the neutral element with
 * as many electrons, such as four for N⁺ as for C, and six for PF₆⁻ as for S. Elements that are not here, the metals above
 * all, are not checked.
 */
final class Valences {
    /** By number of electrons. */
    private static final Map<Integer, Integer> MOST = Map.ofEntries(
            Map.entry(1, 1),
            Map.entry(2, 0),
            Map.entry(5, 3),
            Map.entry(6, 4),
            Map.entry(7, 3),
            Map.entry(8, 2),
            Map.entry(9, 1),
            Map.entry(10, 0),
            Map.entry(14, 4),
            Map.entry(15, 5),
            Map.entry(16, 6),
            Map.entry(17, 7),
            Map.entry(18, 0),
            Map.entry(33, 5),
            Map.entry(34, 6),
            Map.entry(35, 7),
            Map.entry(36, 0),
            Map.entry(53, 7),
            Map.entry(54, 0));

    private Valences() {}

    /** Writes X-N(=O)=O and the like, whose nitrogen has five bonds, as X-[N+](=O)[O-]; does nothing to other atoms. */
    static void separateCharges(IAtom atom) throws SmilesException {
        if (atom.getAtomicNumber() != 7 || atom.getFormalCharge() != 0) return;
        if (atom.getImplicitHydrogenCount() != 0 || bonds(atom) != 5) return;
        for (IBond bond : atom.bonds()) {
            IAtom oxygen = bond.getOther(atom);
            if (oxygen.getAtomicNumber() == 8 && oxygen.getFormalCharge() == 0 && Smiles.order(bond) == 2) {
                bond.setOrder(IBond.Order.SINGLE);
                atom.setFormalCharge(1);
                oxygen.setFormalCharge(-1);
                return;
            }
        }
    }

    /** Does nothing if the atom's bonds are within its valence or its element is not known here. */
    static void require(IAtom atom) throws SmilesException {
        int charge = atom.getFormalCharge();
        Integer most = MOST.get(atom.getAtomicNumber() - charge);
        int bonds = bonds(atom);
        if (most == null || bonds <= most || !MOST.containsKey(atom.getAtomicNumber())) return;
        String sign = charge == 0 ? "" : Math.abs(charge) + (charge > 0 ? "+" : "-");
        throw new SmilesException("atom " + (atom.getIndex() + 1) + ", " + atom.getSymbol() + sign + ", has valence "
                + bonds + "; at most " + most);
    }

    private static int bonds(IAtom atom) throws SmilesException {
        int bonds = atom.getImplicitHydrogenCount();
        for (IBond bond : atom.bonds()) bonds += Smiles.order(bond);
        return bonds;
    }
}

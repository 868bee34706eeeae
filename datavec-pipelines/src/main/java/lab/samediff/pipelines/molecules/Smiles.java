package lab.samediff.pipelines.molecules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.openscience.cdk.aromaticity.Aromaticity;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.exception.InvalidSmilesException;
import org.openscience.cdk.fragment.MurckoFragmenter;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * SMILES to molecules by the Chemistry Development Kit. Weininger 1988, J. Chem. Inf. Comput. Sci. 28, 31; Willighagen et
 * al. 2017, The Chemistry Development Kit v2.0, J. Cheminform. 9, 33.
 */
public final class Smiles {
    /** The most characters of a SMILES. */
    public static final int CHARACTERS = 1000;

    /** The most atoms of a molecule. */
    public static final int ATOMS = 250;

    // More digits than a mass or a class has are cut to 32 bits by the toolkit, which reads a charge of 4294967297 as
    // 1.
    private static final Pattern LONG_NUMBER = Pattern.compile("\\[[^\\]]*[0-9]{5}");

    private static final int CHARGE = 15;
    private static final int HYDROGENS = 9;
    private static final int LONGEST_REASON = 200;

    private Smiles() {}

    /**
     * The molecule of a SMILES. Nitrogen with five bonds, as in N(=O)=O, is read as [N+](=O)[O-].
     *
     * @throws SmilesException if the text is empty or no SMILES, has more than {@link #CHARACTERS} characters or
     *     {@link #ATOMS} atoms, an atom of no element, with a charge beyond 15 or more than 9 hydrogens (as OpenSMILES
     *     has them), can't be kekulised, or bonds an atom beyond its valence
     */
    public static Molecule parse(String smiles) throws SmilesException {
        IAtomContainer container = container(smiles);
        List<Atom> atoms = new ArrayList<>();
        for (IAtom atom : container.atoms()) {
            atoms.add(new Atom(
                    atom.getSymbol(),
                    atom.getAtomicNumber(),
                    atom.getFormalCharge(),
                    atom.getImplicitHydrogenCount(),
                    atom.isAromatic(),
                    atom.isInRing()));
        }
        List<Bond> bonds = new ArrayList<>();
        for (IBond bond : container.bonds()) {
            int from = bond.getBegin().getIndex();
            int to = bond.getEnd().getIndex();
            bonds.add(new Bond(from, to, order(bond), bond.isAromatic(), bond.isInRing()));
        }
        return new Molecule(smiles, atoms, bonds);
    }

    /**
     * The same as the toolkit's own object, which pictures are drawn from; its atoms are those of {@link #parse}.
     *
     * @throws SmilesException as {@link #parse}
     */
    public static IAtomContainer container(String smiles) throws SmilesException {
        requireText(smiles);
        IAtomContainer container = AtomContainerManipulator.suppressHydrogens(read(smiles));
        requireAtoms(container);
        for (IAtom atom : container.atoms()) Valences.separateCharges(atom);
        Cycles.markRingAtomsAndBonds(container);
        if (!Aromaticity.apply(Aromaticity.Model.Daylight, container)) {
            throw new SmilesException("its rings are too many to look for aromatic ones");
        }
        for (IAtom atom : container.atoms()) Valences.require(atom);
        return container;
    }

    /**
     * The Bemis-Murcko scaffold: rings and what links them, without side chains, as canonical SMILES without stereo marks;
     * empty for a molecule without rings. Bemis and Murcko 1996, J. Med. Chem. 39, 2887.
     *
     * @throws SmilesException as {@link #parse}
     */
    public static String scaffold(String smiles) throws SmilesException {
        IAtomContainer whole = container(smiles);
        IAtomContainer scaffold = MurckoFragmenter.scaffold(whole);
        if (scaffold.isEmpty()) return "";
        // The toolkit leaves the places of the side chains open: toluene and benzene would have two scaffolds.
        for (IAtom atom : scaffold.atoms()) {
            int lost = orders(whole, atom) - orders(scaffold, atom);
            atom.setImplicitHydrogenCount(atom.getImplicitHydrogenCount() + lost);
        }
        try {
            return new SmilesGenerator(SmiFlavor.Unique | SmiFlavor.UseAromaticSymbols).create(scaffold);
        } catch (CDKException e) {
            throw new SmilesException("its scaffold can't be written: " + reason(e, smiles), e);
        }
    }

    private static void requireText(String smiles) throws SmilesException {
        if (smiles.isEmpty()) throw new SmilesException("empty");
        if (smiles.length() > CHARACTERS) {
            throw new SmilesException(smiles.length() + " characters; at most " + CHARACTERS + " are read");
        }
        for (int i = 0; i < smiles.length(); i++) {
            char c = smiles.charAt(i);
            if (c <= ' ' || c > '~' || c == '>') {
                throw new SmilesException(String.format(
                        Locale.ROOT, "character %d (U+%04X) has no place in a molecule's SMILES", i + 1, (int) c));
            }
        }
        if (LONG_NUMBER.matcher(smiles).find()) {
            throw new SmilesException("a number in brackets has more than four digits");
        }
    }

    private static IAtomContainer read(String smiles) throws SmilesException {
        SmilesParser parser = new SmilesParser(SilentChemObjectBuilder.getInstance());
        try {
            return parser.parseSmiles(smiles);
        } catch (InvalidSmilesException e) {
            throw new SmilesException(reason(e, smiles), e);
        }
    }

    private static void requireAtoms(IAtomContainer container) throws SmilesException {
        if (container.isEmpty()) throw new SmilesException("no atoms");
        if (container.getAtomCount() > ATOMS) {
            throw new SmilesException(container.getAtomCount() + " atoms; at most " + ATOMS + " are read");
        }
        for (IAtom atom : container.atoms()) {
            String which = "atom " + (atom.getIndex() + 1);
            if (atom.getAtomicNumber() == 0) throw new SmilesException(which + " is of no element");
            if (Math.abs(atom.getFormalCharge()) > CHARGE) {
                throw new SmilesException(which + " has a charge of " + atom.getFormalCharge() + "; at most " + CHARGE);
            }
            if (atom.getImplicitHydrogenCount() > HYDROGENS) {
                throw new SmilesException(
                        which + " has " + atom.getImplicitHydrogenCount() + " hydrogens; at most " + HYDROGENS);
            }
        }
    }

    private static int orders(IAtomContainer container, IAtom atom) throws SmilesException {
        int sum = 0;
        for (IBond bond : container.getConnectedBondsList(atom)) sum += order(bond);
        return sum;
    }

    static int order(IBond bond) throws SmilesException {
        if (bond.getOrder() == null || bond.getOrder() == IBond.Order.UNSET) {
            throw new SmilesException("a bond has no order");
        }
        return bond.getOrder().numeric();
    }

    /** The toolkit's messages repeat the SMILES, and go on with a drawing of where the fault is. */
    private static String reason(Exception e, String smiles) {
        String message = e.getMessage();
        if (message == null) return e.getClass().getSimpleName();
        String line = message.replace("could not parse '" + smiles + "', ", "")
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }
}

package lab.samediff.experiments.chemistry;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import lab.samediff.experiments.report.ColourMap;
import lab.samediff.pipelines.molecules.Molecule;
import lab.samediff.pipelines.molecules.Smiles;
import lab.samediff.pipelines.molecules.SmilesException;
import org.openscience.cdk.depict.DepictionGenerator;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IChemObject;
import org.openscience.cdk.renderer.generators.standard.StandardGenerator;

/** Drawn molecules, by the Chemistry Development Kit. */
final class Depictions {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 240;
    /** Room for what glows around the outermost atoms, in pixels. */
    private static final double MARGIN = 16;

    private Depictions() {}

    /**
     * A molecule whose atoms glow red where their number is positive, blue where negative, the stronger the larger it is
     * beside the largest of this molecule.
     *
     * @throws IllegalArgumentException if there is not one number for each atom
     */
    static BufferedImage glowing(Molecule molecule, double[] numbers) {
        if (numbers.length != molecule.size()) {
            throw new IllegalArgumentException(numbers.length + " numbers for " + molecule.size() + " atoms");
        }
        double most = Math.max(
                Double.MIN_NORMAL, Arrays.stream(numbers).map(Math::abs).max().orElseThrow());
        try {
            IAtomContainer container = Smiles.container(molecule.smiles());
            for (IAtom atom : container.atoms()) glow(atom, numbers[atom.getIndex()] / most);
            // Bonds as well: an atom that glows alone is written out, with its hydrogens, even where it is a plain
            // carbon.
            for (IBond bond : container.bonds()) {
                double sum = numbers[bond.getBegin().getIndex()]
                        + numbers[bond.getEnd().getIndex()];
                glow(bond, sum / 2 / most);
            }
            BufferedImage drawn = new DepictionGenerator()
                    .withSize(WIDTH, HEIGHT)
                    .withFillToFit()
                    .withMargin(MARGIN)
                    .withOuterGlowHighlight(3)
                    .depict(container)
                    .toImg();
            return framed(drawn);
        } catch (SmilesException | CDKException e) {
            throw new IllegalStateException("can't draw " + molecule.smiles(), e);
        }
    }

    /** Red for 1, blue for -1, lighter between. */
    private static void glow(IChemObject part, double share) {
        Color colour = new Color(ColourMap.DIVERGING.rgb(0.5 + 0.3 * share));
        part.setProperty(StandardGenerator.HIGHLIGHT_COLOR, colour);
    }

    /** The toolkit's picture may be a pixel larger or smaller than asked for. */
    private static BufferedImage framed(BufferedImage drawn) {
        BufferedImage framed = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var pen = framed.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.drawImage(drawn, (WIDTH - drawn.getWidth()) / 2, (HEIGHT - drawn.getHeight()) / 2, null);
        pen.dispose();
        return framed;
    }
}

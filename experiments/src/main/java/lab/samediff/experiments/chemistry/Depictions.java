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
import org.openscience.cdk.renderer.generators.standard.StandardGenerator;

/** Drawn molecules, by the Chemistry Development Kit. */
final class Depictions {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 240;

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
        double most = Arrays.stream(numbers).map(Math::abs).max().orElseThrow();
        try {
            IAtomContainer container = Smiles.container(molecule.smiles());
            for (IAtom atom : container.atoms()) {
                double share = most > 0 ? numbers[atom.getIndex()] / most : 0;
                Color glow = new Color(ColourMap.DIVERGING.rgb(0.5 + 0.4 * share));
                atom.setProperty(StandardGenerator.HIGHLIGHT_COLOR, glow);
            }
            BufferedImage drawn = new DepictionGenerator()
                    .withSize(WIDTH, HEIGHT)
                    .withFillToFit()
                    .withOuterGlowHighlight(3)
                    .depict(container)
                    .toImg();
            return framed(drawn);
        } catch (SmilesException | CDKException e) {
            throw new IllegalStateException("can't draw " + molecule.smiles(), e);
        }
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

package lab.samediff.experiments.bench;

import java.util.List;
import java.util.Map;
import lab.samediff.models.adversarial.Dcgan;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.losses.Regression;
import lab.samediff.models.vision.UNet;
import org.nd4j.autodiff.samediff.SDVariable;

/** Models of images; the twins are in {@code images.py}. */
final class ImageModels {
    private static final int STEPS = 1000;
    private static final int LATENT = 64;

    private ImageModels() {}

    static BenchModel unet() {
        UNet model = new UNet(1, 16, 8);
        return BenchModel.of(
                "unet",
                "UNet width 16 with time and group norm, 28 x 28, batch 64",
                draws -> Map.of(
                        "x", draws.normal(64, 28, 28, 1),
                        "t", draws.uniform(64).muli(STEPS),
                        "noise", draws.normal(64, 28, 28, 1)),
                s -> Regression.meanSquared(
                        model.noise(s, s.input("x", -1, 28, 28, 1), s.input("t", -1)),
                        s.input("noise", -1, 28, 28, 1)));
    }

    static BenchModel dcgan() {
        Dcgan gan = new Dcgan(LATENT, 32);
        return new BenchModel(
                "dcgan",
                "DCGAN width 32, critic and generator step, 28 x 28, batch 64",
                draws -> Map.of("real", draws.normal(64, 28, 28, 1), "noise", draws.normal(64, LATENT)),
                List.of(
                        new BenchModel.Objective("critic", List.of(), s -> criticLoss(gan, s)),
                        new BenchModel.Objective("generator", List.of("noise"), s -> gan.generatorLoss(s, noise(s)))));
    }

    /** The generator, which this step does not move, is part of the graph: in a call its norms would not use the batch. */
    private static SDVariable criticLoss(Dcgan gan, Scope s) {
        SDVariable fake = gan.image(s.in("generator"), noise(s));
        return gan.criticLoss(s, s.input("real", -1, 28, 28, 1), fake);
    }

    private static SDVariable noise(Scope s) {
        return s.input("noise", -1, LATENT);
    }
}

package lab.samediff.experiments.adversarial;

import lab.samediff.models.train.Rule;
import lab.samediff.models.vision.LeNet;

/**
 * How the classifier is trained by whose features pictures are compared.
 *
 * @param model the classifier
 * @param images how many training images are used, at most as many as there are
 * @param epochs over them
 * @param batch images in a step
 * @param rule optimiser
 * @param seed of its weights and batches: the same in all runs, so that their distances are in the same features
 */
public record Judge(LeNet model, int images, int epochs, int batch, Rule rule, long seed) {
    /** @throws IllegalArgumentException if a number is below 1 */
    public Judge {
        if (images < 1 || epochs < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "images " + images + ", epochs " + epochs + " and batch " + batch + " must each be at least 1");
        }
    }
}

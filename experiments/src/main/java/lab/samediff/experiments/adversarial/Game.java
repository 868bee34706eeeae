package lab.samediff.experiments.adversarial;

import lab.samediff.models.train.Rule;

/**
 * How two players are trained.
 *
 * @param steps of the generator
 * @param criticSteps of the critic before each of them
 * @param batch points of each kind in a step
 * @param criticRule optimiser of the critic
 * @param generatorRule optimiser of the generator; what it averages is what is measured
 */
public record Game(int steps, int criticSteps, int batch, Rule criticRule, Rule generatorRule) {
    /** @throws IllegalArgumentException if a number is below 1 */
    public Game {
        if (steps < 1 || criticSteps < 1 || batch < 1) {
            throw new IllegalArgumentException("steps " + steps + ", criticSteps " + criticSteps + " and batch " + batch
                    + " must each be at least 1");
        }
    }
}

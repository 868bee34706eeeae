package lab.samediff.experiments.adversarial;

import lab.samediff.models.train.Method;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Schedule;

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

    /**
     * Five steps of the critic before each of the generator, Adam with β = (0.5, 0.9) for both, rates that fall in a
     * line to a fiftieth, and the average of the generator with 0.99. The rates are higher than the paper's and the game
     * is shorter.
     *
     * @throws IllegalArgumentException if a number is below 1
     */
    static Game adam(int steps, int batch) {
        int criticSteps = 5;
        Rule rule = Rule.of(new Method.Adam(0.5, 0.9, 1e-8), 1e-3);
        return new Game(
                steps,
                criticSteps,
                batch,
                rule.with(new Schedule.Linear(0, (long) criticSteps * steps, 0.02)),
                rule.with(new Schedule.Linear(0, steps, 0.02)).averaging(0.99));
    }
}

package lab.samediff.experiments.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import lab.samediff.pipelines.control.Environment;
import lab.samediff.pipelines.control.Episode;

/**
 * How an agent is judged.
 *
 * @param points how often in the course of its training, the end included; at least 1
 * @param episodes how many whole episodes it plays each time, at least 1
 */
record Evaluation(int points, int episodes) {
    Evaluation {
        if (points < 1) throw new IllegalArgumentException("points must be at least 1, got " + points);
        if (episodes < 1) throw new IllegalArgumentException("episodes must be at least 1, got " + episodes);
    }

    /** How an action is chosen. */
    enum Choice {
        /** As likely as the policy says. */
        SAMPLED,
        /** The likeliest one. */
        GREEDY
    }

    /** Whether there is an evaluation after update {@code update} of {@code updates}, counted from 0. */
    boolean isDue(int update, int updates) {
        long before = (long) update * points / updates;
        return (update + 1L) * points / updates > before;
    }

    /** The return of each of the episodes. */
    double[] returns(Networks networks, Environment environment, Choice choice, RandomGenerator random) {
        Episode[] played = Stream.generate(() -> new Episode(environment, random))
                .limit(episodes)
                .toArray(Episode[]::new);
        while (!Arrays.stream(played).allMatch(Episode::over)) {
            // Those that are over are still shown: batches of one size are faster than smaller ones of many sizes.
            Networks.Opinion[] opinions =
                    networks.of(Arrays.stream(played).map(Episode::observation).toArray(float[][]::new));
            for (int i = 0; i < episodes; i++) {
                if (!played[i].over()) played[i].act(action(opinions[i], choice, random));
            }
        }
        return Arrays.stream(played).mapToDouble(Episode::earned).toArray();
    }

    /** The states of one episode, from the first to the last, with sampled actions. */
    static List<double[]> watched(Networks networks, Environment environment, RandomGenerator random) {
        Episode episode = new Episode(environment, random);
        List<double[]> states = new ArrayList<>(List.of(episode.state()));
        while (!episode.over()) {
            Networks.Opinion[] opinion = networks.of(new float[][] {episode.observation()});
            episode.act(action(opinion[0], Choice.SAMPLED, random));
            states.add(episode.state());
        }
        return states;
    }

    private static int action(Networks.Opinion opinion, Choice choice, RandomGenerator random) {
        return choice == Choice.GREEDY ? opinion.greedy() : opinion.policy().sample(random);
    }
}

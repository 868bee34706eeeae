package lab.samediff.experiments.control;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lab.samediff.experiments.core.Resumable;
import lab.samediff.experiments.core.RunState;
import lab.samediff.pipelines.control.Environment;
import lab.samediff.pipelines.control.Episode;

/**
 * Some episodes of one environment, played side by side with one policy so that the networks see all of them at once; one
 * that ends is followed by another.
 */
final class Actors implements Resumable {
    private final Environment environment;
    private final boolean limitEnds;
    private final RandomGenerator random;
    private final Episode[] episodes;

    /** {@code limitEnds}: whether an episode cut off by the limit of time is taken for one that ended by itself. */
    Actors(Environment environment, int count, boolean limitEnds, RandomGenerator random) {
        this.environment = environment;
        this.limitEnds = limitEnds;
        this.random = random;
        this.episodes = new Episode[count];
        Arrays.setAll(episodes, i -> new Episode(environment, random));
    }

    /** Every actor takes {@code horizon} steps. */
    Experience play(Networks networks, int horizon) {
        Experience experience = new Experience(episodes.length, horizon);
        Networks.Opinion[] opinions = networks.of(observations());
        for (int t = 0; t < horizon; t++) {
            for (int actor = 0; actor < episodes.length; actor++) {
                act(experience, actor * horizon + t, episodes[actor], opinions[actor]);
            }
            expectMoreWhereCutOff(experience, t, networks);
            for (int actor = 0; actor < episodes.length; actor++) {
                if (episodes[actor].over()) episodes[actor] = new Episode(environment, random);
            }
            opinions = networks.of(observations());
            for (int actor = 0; actor < episodes.length; actor++) {
                int row = actor * horizon + t;
                if (!experience.ended[row]) experience.following[row] = opinions[actor].value();
            }
        }
        return experience;
    }

    private void act(Experience experience, int row, Episode episode, Networks.Opinion opinion) {
        experience.seen[row] = episode.observation();
        experience.policies[row] = opinion.policy();
        experience.values[row] = opinion.value();
        experience.actions[row] = opinion.policy().sample(random);
        experience.rewards[row] = episode.act(experience.actions[row]);
        experience.ended[row] = episode.over();
    }

    /** Where the limit of time cut an episode off, the critic says what would have followed. */
    private void expectMoreWhereCutOff(Experience experience, int t, Networks networks) {
        int[] cutOff = IntStream.range(0, episodes.length)
                .filter(actor -> !limitEnds && episodes[actor].truncated())
                .toArray();
        if (cutOff.length == 0) return;
        Networks.Opinion[] opinions = networks.of(observations());
        for (int actor : cutOff) {
            experience.following[actor * experience.horizon + t] = opinions[actor].value();
        }
    }

    @Override
    public void save(RunState out) {
        for (int i = 0; i < episodes.length; i++) {
            out.put("state " + i, episodes[i].state());
            out.put("steps " + i, (long) episodes[i].steps());
            out.put("earned " + i, episodes[i].earned());
        }
    }

    @Override
    public void load(RunState in) {
        for (int i = 0; i < episodes.length; i++) {
            int steps = Math.toIntExact(in.longs("steps " + i)[0]);
            episodes[i] = new Episode(environment, in.doubles("state " + i), steps, in.doubles("earned " + i)[0]);
        }
    }

    private float[][] observations() {
        return Arrays.stream(episodes).map(Episode::observation).toArray(float[][]::new);
    }
}

package lab.samediff.experiments.core;

import java.util.Map;
import lab.samediff.models.train.Step;
import lab.samediff.pipelines.Batches;
import org.nd4j.linalg.factory.Nd4j;

/** How the parts of every experiment are kept, and under which names. */
final class Kept {
    static final String STEP = "step ";
    static final String BATCHES = "batches ";
    static final String RANDOM = "random";
    static final String ND4J = "nd4j";

    private Kept() {}

    /** What can say for people where it stands. */
    interface Telling extends Resumable {
        Map<String, Object> facts();
    }

    /** Whether a tensor of this name says which data and which random numbers come next. */
    static boolean isData(String tensor) {
        return tensor.startsWith(RANDOM + "/") || tensor.startsWith(ND4J + "/") || tensor.startsWith(BATCHES);
    }

    /** Parameters, what the method remembers, the average, and the steps taken. */
    record OfStep(Step step) implements Telling {
        @Override
        public Map<String, Object> facts() {
            return Map.of("taken", step.taken(), "rate", step.rate());
        }

        @Override
        public void save(RunState out) {
            out.put("taken", step.taken());
            step.state().forEach(out::put);
        }

        @Override
        public void load(RunState in) {
            step.resume(in.longs("taken")[0]);
            step.state().forEach(in::into);
        }
    }

    /** Epoch and place in it. */
    record OfBatches(Batches batches) implements Telling {
        @Override
        public Map<String, Object> facts() {
            return Map.of("next", batches.state(), "rows", batches.latest());
        }

        @Override
        public void save(RunState out) {
            out.put("position", (long) batches.state().epoch(), batches.state().cursor());
        }

        @Override
        public void load(RunState in) {
            long[] position = in.longs("position");
            batches.restore(new Batches.State(Math.toIntExact(position[0]), Math.toIntExact(position[1])));
        }
    }

    /** The run's streams of random numbers, those that come to be later too. */
    record OfStreams(SeededRandom main, Map<String, SeededRandom> streams) implements Resumable {
        private static final String NAMED = "named ";

        @Override
        public void save(RunState out) {
            out.put("main", main.state());
            streams.forEach((name, stream) -> out.put(NAMED + name, stream.state()));
        }

        @Override
        public void load(RunState in) {
            main.go(in.longs("main"));
            for (String name : in.names()) {
                if (!name.startsWith(NAMED)) continue;
                streams.computeIfAbsent(name.substring(NAMED.length()), n -> new SeededRandom(0))
                        .go(in.longs(name));
            }
        }
    }

    /** ND4J's generator, from which graphs with dropout take their seeds. */
    record OfNd4j() implements Resumable {
        @Override
        public void save(RunState out) {
            out.put("states", Nd4j.getRandom().rootState(), Nd4j.getRandom().nodeState());
        }

        @Override
        public void load(RunState in) {
            long[] states = in.longs("states");
            Nd4j.getRandom().setStates(states[0], states[1]);
        }
    }
}

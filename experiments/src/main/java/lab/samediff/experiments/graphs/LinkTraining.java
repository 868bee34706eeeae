package lab.samediff.experiments.graphs;

import lab.samediff.experiments.core.Resumable;
import lab.samediff.experiments.core.Run;
import lab.samediff.experiments.core.RunState;
import lab.samediff.models.graph.Params;
import lab.samediff.models.train.Call;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import lab.samediff.pipelines.graphs.CitationGraph;
import lab.samediff.pipelines.graphs.EdgeSplit;
import lab.samediff.pipelines.graphs.NegativeSampler;
import lab.samediff.pipelines.graphs.Pairs;

/**
 * How a model of edges is trained: in each epoch one update on all training edges and as many pairs that are none.
 *
 * @param epochs updates
 * @param every how many epochs pass between two looks at the validation's edges
 * @param keep which parameters are the result
 * @param power of the degree in {@link NegativeSampler}; 0 draws pairs uniformly
 * @param fresh whether pairs that are no edges are drawn anew in each epoch
 * @param penalty weight of half the sum of all squared parameters in the loss
 * @param rule optimiser
 */
record LinkTraining(int epochs, int every, Keep keep, double power, boolean fresh, double penalty, Rule rule) {
    /** Which parameters are the result. */
    enum Keep {
        /** Those with the highest area under the curve on the validation's edges. */
        BEST,
        /** Those after the last epoch. */
        LAST
    }

    LinkTraining {
        if (epochs < 1 || every < 1) {
            throw new IllegalArgumentException("epochs " + epochs + " and every " + every + " must be at least 1");
        }
    }

    /** The share of edges held out to choose among models, and to test. Kipf and Welling 2016, section 3. */
    static EdgeSplit split(CitationGraph papers, Run run) {
        return EdgeSplit.of(papers.graph(), 0.05, 0.1, run.random("split"));
    }

    /**
     * Trains and logs {@code loss NAME} and {@code validation_auc NAME}. Pairs are drawn against all edges, held out or
     * not, so that none is ever called no edge; about one in 4,600 uniform pairs would be.
     */
    Params fit(Run run, LinkTask task, CitationGraph papers, String name) {
        Params params = new Params(run.seed());
        Step step = run.keep(task.step(params, rule, penalty));
        Call scores = task.scores(params);
        Pairs edges = task.split().train().edges();
        NegativeSampler sampler = new NegativeSampler(papers.graph(), power);
        Pairs others = sampler.sample(edges.size(), run.random("negatives " + name));
        Best best = run.keep("best" + name, new Best(params.copy()));
        for (int i : run.steps(epochs)) {
            if (fresh && i > 0) others = sampler.sample(edges.size(), run.random("negatives " + name));
            run.log("loss" + name, step.run(task.inputs(edges, others)));
            if ((i + 1) % every != 0 && i + 1 < epochs) continue;
            double auc = task.validation(scores).rocAuc();
            run.log("validation_auc" + name, auc);
            if (auc > best.auc) best.take(auc, params);
        }
        return keep == Keep.BEST ? best.params : params;
    }

    /** The parameters with the highest area under the curve so far. */
    private static final class Best implements Resumable {
        private final Params params;
        private double auc;

        Best(Params params) {
            this.params = params;
        }

        void take(double higher, Params from) {
            auc = higher;
            params.arrays().forEach((name, array) -> array.assign(from.array(name)));
        }

        @Override
        public void save(RunState out) {
            out.put("auc", auc);
            params.arrays().forEach(out::put);
        }

        @Override
        public void load(RunState in) {
            auc = in.doubles("auc")[0];
            params.arrays().forEach(in::into);
        }
    }
}

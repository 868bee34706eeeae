package lab.samediff.experiments.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graphs.Gin;
import lab.samediff.models.graphs.GinLinks;
import lab.samediff.models.graphs.GraphAutoEncoder;
import lab.samediff.models.graphs.LinkModel;
import lab.samediff.models.graphs.Messages;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import lab.samediff.pipelines.catalog.DataAccess;
import lab.samediff.pipelines.catalog.StandIns;
import lab.samediff.pipelines.graphs.CitationGraph;
import lab.samediff.pipelines.graphs.Cora;
import lab.samediff.pipelines.graphs.EdgeSplit;
import lab.samediff.pipelines.graphs.NegativeSampler;
import lab.samediff.pipelines.graphs.Pairs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinkTaskTest {
    private static CitationGraph papers;
    private static EdgeSplit split;

    @BeforeAll
    static void load() throws IOException {
        papers =
                Cora.load(DataAccess.of(Map.of()).withStandIns(StandIns.ALWAYS)).papers();
        split = EdgeSplit.of(papers.graph(), 0.05, 0.1, new SplittableRandom(1));
    }

    static Stream<LinkModel> models() {
        return Stream.of(
                new GinLinks(new Gin(papers.vocabulary(), 8, 2, 0)), new GraphAutoEncoder(papers.vocabulary(), 8, 4));
    }

    @ParameterizedTest
    @MethodSource("models")
    void noHeldOutEdgeCarriesAMessage(LinkModel model) {
        Messages messages = new LinkTask(papers, split, model).messages();
        Pairs held = split.validation().plus(split.test());
        boolean[][] heard = new boolean[papers.size()][papers.size()];
        for (int e = 0; e < messages.size(); e++) heard[messages.target(e)][messages.source(e)] = true;
        for (int i = 0; i < held.size(); i++) {
            assertThat(heard[held.from(i)][held.to(i)]).isFalse();
            assertThat(heard[held.to(i)][held.from(i)]).isFalse();
        }
        assertThat(messages.size()).isEqualTo(2 * split.train().edges().size() + papers.size());
    }

    @ParameterizedTest
    @MethodSource("models")
    void whereTheHeldOutEdgesAreDoesNotChangeAScore(LinkModel model) {
        Params params = new Params(3);
        LinkTask task = new LinkTask(papers, split, model);
        EdgeSplit swapped = new EdgeSplit(
                split.train(), split.validationNegatives(), split.testNegatives(), split.validation(), split.test());
        LinkTask other = new LinkTask(papers, swapped, model);
        double auc = task.test(task.scores(params)).rocAuc();
        assertThat(other.test(other.scores(params)).rocAuc()).isCloseTo(1 - auc, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aFewStepsLowerTheLossAndRankTestEdgesHigher(LinkModel model) {
        Params params = new Params(3);
        LinkTask task = new LinkTask(papers, split, model);
        Step step = task.step(params, Rule.adam(0.01), 0);
        Pairs edges = split.train().edges();
        NegativeSampler sampler = new NegativeSampler(papers.graph(), 0);
        SplittableRandom random = new SplittableRandom(2);
        double first = step.run(task.inputs(edges, sampler.sample(edges.size(), random)));
        double last = first;
        for (int i = 0; i < 40; i++) last = step.run(task.inputs(edges, sampler.sample(edges.size(), random)));
        assertThat(last).isLessThan(first - 0.05);
        assertThat(task.test(task.scores(params)).rocAuc()).isGreaterThan(0.6);
    }

    @Test
    void negativesOfTrainingMeetNoEdgeWhateverPartItIsIn() {
        for (NegativeSampling.Strategy strategy : NegativeSampling.Strategy.values()) {
            NegativeSampler sampler =
                    new NegativeSampler(papers.graph(), strategy == NegativeSampling.Strategy.DEGREE ? 1 : 0);
            Pairs drawn = sampler.sample(5000, new SplittableRandom(1));
            assertThat(SamplerLaw.collisions(papers.graph(), drawn)).isZero();
        }
    }

    @Test
    void theLawIsMetByItsOwnSamplerAndByNoOther() {
        SplittableRandom random = new SplittableRandom(6);
        Pairs uniform = SamplerLaw.firstPairs(new NegativeSampler(papers.graph(), 0), 20_000, random);
        Pairs degree = SamplerLaw.firstPairs(new NegativeSampler(papers.graph(), 1), 20_000, random);
        assertThat(SamplerLaw.deviations(papers.graph(), 0, uniform)).isBetween(-4.0, 4.0);
        assertThat(SamplerLaw.deviations(papers.graph(), 1, degree)).isBetween(-4.0, 4.0);
        assertThat(SamplerLaw.deviations(papers.graph(), 1, uniform)).isGreaterThan(6);
        assertThat(SamplerLaw.deviations(papers.graph(), 0, degree)).isGreaterThan(6);
    }
}

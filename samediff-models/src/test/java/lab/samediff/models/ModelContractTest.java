package lab.samediff.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lab.samediff.models.control.ActorCritic;
import lab.samediff.models.diffusion.NoiseMlp;
import lab.samediff.models.engine.GradientCheck;
import lab.samediff.models.flows.RealNvp;
import lab.samediff.models.flows.VelocityMlp;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.graphs.Gcn;
import lab.samediff.models.graphs.PooledGcn;
import lab.samediff.models.latent.Vae;
import lab.samediff.models.layers.Activation;
import lab.samediff.models.layers.Patches;
import lab.samediff.models.layers.Positions;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.layers.TransformerBlock;
import lab.samediff.models.losses.CrossEntropy;
import lab.samediff.models.losses.Regression;
import lab.samediff.models.train.Rule;
import lab.samediff.models.train.Step;
import lab.samediff.models.vision.LeNet;
import lab.samediff.models.vision.Vit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What holds for every model. To add one: a row in {@link #models}. */
class ModelContractTest {
    /** A small model of one input, with the closed formula of its size, and how it is trained. */
    private record Case(
            String name,
            List<Long> input,
            int out,
            boolean classifies,
            long parameters,
            Rig.Build dropping,
            Rig.Build build) {
        long[] batch(long size) {
            return LongStream.concat(LongStream.of(size), input.stream().mapToLong(Long::longValue))
                    .toArray();
        }

        SDVariable loss(Scope s, SDVariable x, SDVariable target) {
            SDVariable y = build.apply(s.in("layer"), x);
            return classifies ? CrossEntropy.ofLogits(y, target) : Regression.meanSquared(y, target);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final int WIDTH = 8;
    private static final int MLP = 6;

    private static final LeNet LENET = new LeNet(4, 3);

    static Stream<Case> models() {
        VelocityMlp field = new VelocityMlp(2, 16, 3, Activation.SELU);
        Rig.Build velocity = (s, x) -> field.velocity(s, Arrange.slice(x, 1, 0, 2), Arrange.slice(x, 1, 2, 1));
        Rig.Build noise = noise(0);
        Rig.Build waves = noise(1);
        long velocityCount = (3 * 16 + 16) + 2 * (16 * 16 + 16) + (16 * 2 + 2);
        return Stream.of(
                new Case(
                        "vision transformer, learned positions",
                        List.of(1L, 4L, 4L),
                        3,
                        true,
                        vitCount() + 5 * WIDTH,
                        vit(Positions.Kind.LEARNED, 0.5),
                        vit(Positions.Kind.LEARNED, 0)),
                new Case(
                        "vision transformer, sinusoidal positions",
                        List.of(1L, 4L, 4L),
                        3,
                        true,
                        vitCount(),
                        vit(Positions.Kind.SINUSOIDAL, 0.5),
                        vit(Positions.Kind.SINUSOIDAL, 0)),
                new Case("lenet", List.of(4L, 4L, 1L), 3, true, lenetCount(), LENET::logits, LENET::logits),
                new Case("noise", List.of(3L), 2, false, velocityCount, noise, noise),
                new Case(
                        "noise, of waves",
                        List.of(3L),
                        2,
                        false,
                        (9 * 16 + 16) + 2 * (16 * 16 + 16) + (16 * 2 + 2),
                        waves,
                        waves),
                new Case("velocity", List.of(3L), 2, false, velocityCount, velocity, velocity),
                same(
                        "real nvp",
                        4,
                        4,
                        3 * ((4 * 12 + 12) + (12 * 12 + 12) + 2 * (12 * 4 + 4)),
                        ModelContractTest::flow),
                same(
                        "variational auto-encoder",
                        6,
                        4,
                        (4 * 8 + 8) + 2 * (8 * 2 + 2) + (2 * 8 + 8) + (8 * 4 + 4),
                        ModelContractTest::reconstruction),
                same(
                        "graph convolutional network",
                        3 * 2 + 9 + 3,
                        2,
                        (2 * 16 + 16) + (16 * 16 + 16) + (16 * 2 + 2),
                        (s, x) -> onGraphs(
                                x, (nodes, edges, present) -> new Gcn(2, 16, 2, 2).graph(s, nodes, edges, present))),
                new Case(
                        "pooled graph convolutional network",
                        List.of(18L),
                        2,
                        false,
                        (2 * 16 + 16) + (16 * 16 + 16) + (32 * 8 + 8) + (8 * 2 + 2),
                        pooled(0.5),
                        pooled(0)),
                same(
                        "actor and critic",
                        4,
                        4,
                        2 * ((4 * 16 + 16) + (16 * 16 + 16)) + (16 * 3 + 3) + (16 + 1),
                        ModelContractTest::actorAndCritic));
    }

    /** A model without dropout that is trained on targets. */
    private static Case same(String name, long in, int out, long parameters, Rig.Build build) {
        return new Case(name, List.of(in), out, false, parameters, build, build);
    }

    private static SDVariable flow(Scope s, SDVariable x) {
        return new RealNvp(4, 12, 3).forward(s, x).value();
    }

    /** x and noise, joined → logits. */
    private static SDVariable reconstruction(Scope s, SDVariable joined) {
        Vae vae = new Vae(4, 8, 2);
        Vae.Posterior posterior = vae.encode(s, Arrange.slice(joined, 1, 0, 4));
        return vae.decode(s, posterior.sample(Arrange.slice(joined, 1, 4, 2)));
    }

    private static Rig.Build pooled(double dropout) {
        PooledGcn model = new PooledGcn(new Gcn(2, 16, 2, 2), 8, dropout);
        return (s, x) -> onGraphs(x, (nodes, edges, present) -> model.graph(s, nodes, edges, present));
    }

    /** What a model says of graphs. */
    private interface OnGraphs {
        SDVariable say(SDVariable nodes, SDVariable adjacency, SDVariable present);
    }

    /** Three nodes with two features, their adjacency and presence, joined. */
    private static SDVariable onGraphs(SDVariable joined, OnGraphs model) {
        SDVariable nodes = Arrange.reshape(Arrange.slice(joined, 1, 0, 6), -1, 3, 2);
        SDVariable adjacency = Arrange.reshape(Arrange.slice(joined, 1, 6, 9), -1, 3, 3);
        SDVariable present = Ops.positive(Ops.add(Arrange.slice(joined, 1, 15, 3), 1)); // few are missing
        return model.say(nodes, adjacency, present);
    }

    private static SDVariable actorAndCritic(Scope s, SDVariable x) {
        ActorCritic nets = new ActorCritic(4, 3, 16, 2);
        return Arrange.concat(1, nets.policy(s, x), Arrange.expandDims(nets.value(s, x), 1));
    }

    private static Rig.Build vit(Positions.Kind kind, double dropout) {
        TransformerBlock block = new TransformerBlock(WIDTH, 2, MLP, dropout, Activation.GELU);
        return new Vit(new Patches(4, 4, 1, 2), block, 1, kind, 3)::logits;
    }

    private static Rig.Build noise(int octaves) {
        NoiseMlp model = new NoiseMlp(2, 16, 3, Activation.SILU, octaves);
        return (s, x) -> model.noise(s, Arrange.slice(x, 1, 0, 2), Arrange.slice(x, 1, 2, 1));
    }

    /** Without positions: patches, class token, one block, norm, head; the key has no bias. */
    private static long vitCount() {
        long attention = 4 * WIDTH * WIDTH + 3 * WIDTH;
        long block = 2 * 2 * WIDTH + attention + (WIDTH * MLP + MLP) + (MLP * WIDTH + WIDTH);
        return (4 * WIDTH + WIDTH) + WIDTH + block + 2 * WIDTH + (WIDTH * 3 + 3);
    }

    private static long lenetCount() {
        return (25 * 6 + 6) + (25 * 6 * 16 + 16) + (16 * 120 + 120) + (120 * 84 + 84) + (84 * 3 + 3);
    }

    private static INDArray targets(Case model, int batch) {
        if (!model.classifies()) return Rig.normal(9, batch, model.out());
        double[][] labels = new double[batch][model.out()];
        for (int i = 0; i < batch; i++) labels[i][i * 7 % 5 % model.out()] = 1;
        return Nd4j.createFromArray(labels);
    }

    @ParameterizedTest
    @MethodSource("models")
    void gradientsAgreeWithDifferences(Case model) {
        INDArray x = Rig.normal(1, model.batch(3));
        GradientCheck.Result result = GradientCheck.of(
                new Params(2, DataType.DOUBLE),
                Map.of("x", x, "target", targets(model, 3)),
                s -> model.loss(s, s.input("x", Rig.open(x)), s.input("target", -1, model.out())));
        assertThat(result.worst()).as(result.toString()).isLessThan(1e-6);
        assertThat(result.entries()).isEqualTo(model.parameters());
    }

    @ParameterizedTest
    @MethodSource("models")
    void hasAsManyParametersAsTheFormulaSays(Case model) {
        Params params = new Params(2);
        Rig.eval(params, Rig.normal(1, model.batch(1)), model.build());
        assertThat(params.count()).isEqualTo(model.parameters());
    }

    @ParameterizedTest
    @MethodSource("models")
    void rowsOfTheBatchDoNotMix(Case model) {
        Params params = new Params(2, DataType.DOUBLE);
        INDArray x = Rig.normal(1, model.batch(4));
        double[] together = Rig.plain(Rig.eval(params, x, model.build()));
        for (int i = 0; i < 4; i++) {
            INDArray alone = x.get(NDArrayIndex.interval(i, i + 1)).dup();
            double[] wanted = Arrays.copyOfRange(together, i * model.out(), (i + 1) * model.out());
            assertThat(Rig.plain(Rig.eval(params, alone, model.build()))).containsExactly(wanted, within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void dropoutDoesNotActInEvaluation(Case model) {
        Params params = new Params(2);
        INDArray x = Rig.normal(1, model.batch(4));
        double[] without = Rig.plain(Rig.eval(params, x, model.build()));
        // The two may be executed by different engines, which round differently; a dropped unit is a thousand times
        // that.
        assertThat(Rig.plain(Rig.eval(params, x, model.dropping()))).containsExactly(without, within(1e-5));
        assertThat(Rig.plain(Rig.train(params, x, model.build()))).containsExactly(without, within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("models")
    void learnsEightRandomExamplesByHeart(Case model) {
        INDArray x = Rig.normal(1, model.batch(8));
        Map<String, INDArray> inputs = Map.of(
                "x", x.castTo(DataType.FLOAT), "target", targets(model, 8).castTo(DataType.FLOAT));
        Step step = Step.of(
                new Params(2),
                Rule.adam(0.02),
                s -> model.loss(s, s.input("x", Rig.open(x)), s.input("target", -1, model.out())));
        double first = step.run(inputs);
        double last = first;
        for (int i = 0; i < 120; i++) last = step.run(inputs);
        assertThat(first).isGreaterThan(0.5);
        assertThat(last).isLessThan(0.02);
    }
}

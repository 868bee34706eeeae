package lab.samediff.models.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import lab.samediff.models.engine.Interpreter;
import lab.samediff.models.graph.Arrange;
import lab.samediff.models.graph.Graph;
import lab.samediff.models.graph.Init;
import lab.samediff.models.graph.Mode;
import lab.samediff.models.graph.Ops;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.graph.ShapeException;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class EmbeddingsTest {
    // Id 2 comes three times: its gradient is a sum.
    private static final int[][] IDS = {{2, 0, 2}, {5, 2, 1}};

    @Test
    void smallAndLargeTablesGiveTheRowsOfTheirIds() {
        for (int count : new int[] {6, 300}) {
            Params params = new Params(1);
            Call call = Call.of(params, s -> Embeddings.embedding(s, s.ids("ids", 6, -1, 3), count, 4));
            double[][][] rows = Rig.cube(call.run(Map.of("ids", Nd4j.createFromArray(IDS))));
            double[][] table = Rig.matrix(Rig.array(params, "weight"));
            for (int i = 0; i < IDS.length; i++) {
                for (int j = 0; j < IDS[i].length; j++) assertThat(rows[i][j]).isEqualTo(table[IDS[i][j]]);
            }
        }
    }

    @Test
    void productAndGatherHaveTheGradientOfTheLoop() {
        INDArray upstream = Rig.normal(3, 2, 3, 4);
        double[][] wanted = new double[6][4];
        double[][][] weights = Rig.cube(upstream);
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) for (int c = 0; c < 4; c++) wanted[IDS[i][j]][c] += weights[i][j][c];
        }
        double[][] byProduct = gradient(upstream, (table, ids) -> Embeddings.byProduct(table, ids, 6));
        double[][] byGather = gradient(upstream, Arrange::gather);
        for (int row = 0; row < 6; row++) {
            assertThat(byProduct[row]).containsExactly(wanted[row], within(1e-12));
            assertThat(byGather[row]).containsExactly(wanted[row], within(1e-12));
        }
    }

    private interface Path {
        SDVariable read(SDVariable table, SDVariable ids);
    }

    private static double[][] gradient(INDArray upstream, Path path) {
        Graph graph = Graph.write(new Params(1, DataType.DOUBLE), Mode.TRAIN, s -> loss(s, upstream, path));
        Map<String, INDArray> ids = Map.of("ids", Nd4j.createFromArray(IDS));
        return Rig.matrix(Interpreter.forGradients(graph)
                .run(ids)
                .gradients()
                .values()
                .iterator()
                .next());
    }

    private static SDVariable loss(Scope s, INDArray upstream, Path path) {
        SDVariable table = s.param("weight", Init.normal(1, 6, 4));
        SDVariable rows = path.read(table, s.ids("ids", 6, -1, 3));
        return Ops.sum(Ops.mul(rows, s.constant(upstream)), false);
    }

    @Test
    void idsThatCouldPassTheTableAreRefused() {
        for (int count : new int[] {6, 300}) {
            assertThatThrownBy(() ->
                            Call.of(new Params(1), s -> Embeddings.embedding(s, s.ids("ids", count + 1, -1), count, 4)))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining(count + " rows");
        }
    }

    @Test
    void vectorsBeginWithTheGivenDeviation() {
        Params params = new Params(1);
        Call.of(params, s -> Embeddings.embedding(s, s.ids("ids", 200, -1), 200, 50, 0.3));
        assertThat(Rig.array(params, "weight").stdNumber().doubleValue()).isCloseTo(0.3, within(0.01));
    }
}

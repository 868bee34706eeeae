package lab.samediff.models.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.layers.Loops;
import lab.samediff.models.layers.Recurrent;
import lab.samediff.models.layers.Rig;
import lab.samediff.models.train.Call;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CharLstmTest {
    private static final CharLstm MODEL = new CharLstm(6, 3, 4, 2, 0);
    private static final int[][] IDS = {{5, 0, 2, 2, 1}, {3, 3, 4, 0, 5}};

    /** The whole model in plain loops. */
    private static double[][] loop(Params params, int... ids) {
        double[][] table = Rig.matrix(Rig.array(params, "lm/tokens/weight"));
        double[][] seen = Arrays.stream(ids).mapToObj(id -> table[id]).toArray(double[][]::new);
        for (int i = 0; i < 2; i++) {
            double[][] read = Loops.lstm(params, "lm/lstm" + i, seen, new double[4], new double[4]);
            seen = Arrays.copyOf(read, ids.length);
        }
        return Loops.linear(params, "lm/head", seen);
    }

    @Test
    void agreesWithTheLoop() {
        Params params = new Params(1, DataType.DOUBLE);
        Call call = Call.of(params, s -> MODEL.logits(s.in("lm"), s.ids("ids", 6, -1, 5)));
        double[][][] logits = Rig.cube(call.run(Map.of("ids", Nd4j.createFromArray(IDS))));
        for (int b = 0; b < IDS.length; b++) {
            double[][] wanted = loop(params, IDS[b]);
            for (int t = 0; t < 5; t++) assertThat(logits[b][t]).containsExactly(wanted[t], within(1e-9));
        }
    }

    @Test
    void readingCharacterByCharacterIsReadingAtOnce() {
        Params params = new Params(1, DataType.DOUBLE);
        Call one = Call.of(params, CharLstmTest::readOne);
        Map<String, INDArray> states = new java.util.HashMap<>();
        for (String name : List.of("h0", "c0", "h1", "c1")) states.put(name, Nd4j.zeros(DataType.DOUBLE, 1, 4));
        for (int t = 0; t < 5; t++) {
            Map<String, INDArray> inputs = new java.util.HashMap<>(states);
            inputs.put("ids", Nd4j.createFromArray(new int[][] {{IDS[0][t]}}));
            Map<String, INDArray> given = one.reported(inputs);
            double[] logits = Rig.plain(Objects.requireNonNull(given.get("logits")));
            states.replaceAll((name, old) -> Objects.requireNonNull(given.get(name)));
            assertThat(logits).containsExactly(loop(params, IDS[0])[t], within(1e-9));
        }
    }

    private static SDVariable readOne(Scope s) {
        List<Recurrent.State> first = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            first.add(new Recurrent.State(s.input("h" + i, -1, 4), s.input("c" + i, -1, 4)));
        }
        CharLstm.Continued read = MODEL.readOn(s.in("lm"), s.ids("ids", 6, -1, 1), first);
        for (int i = 0; i < 2; i++) {
            s.report("h" + i, read.last().get(i).output());
            s.report("c" + i, read.last().get(i).cell());
        }
        return s.report("logits", read.logits());
    }

    @Test
    void charactersBeginAsStandardNormalVectors() {
        Params params = new Params(1);
        Call.of(params, s -> new CharLstm(65, 64, 8, 1, 0).logits(s, s.ids("ids", 65, -1, 2)));
        double deviation = Rig.array(params, "tokens/weight").stdNumber().doubleValue();
        assertThat(deviation).isCloseTo(1, within(4 / Math.sqrt(2 * 65 * 64)));
    }

    @Test
    void badSizesAreNamed() {
        assertThatThrownBy(() -> new CharLstm(0, 3, 4, 1, 0)).hasMessageContaining("vocabulary");
        assertThatThrownBy(() -> new CharLstm(6, 0, 4, 1, 0)).hasMessageContaining("embedding");
        assertThatThrownBy(() -> new CharLstm(6, 3, 0, 1, 0)).hasMessageContaining("width");
        assertThatThrownBy(() -> new CharLstm(6, 3, 4, 0, 0)).hasMessageContaining("depth");
        assertThatThrownBy(() -> new CharLstm(6, 3, 4, 1, 1)).hasMessageContaining("dropout");
        assertThatThrownBy(() -> Call.of(new Params(1), s -> MODEL.readOn(s, s.ids("ids", 6, -1, 2), List.of())
                        .logits()))
                .hasMessageContaining("2 memories but 0 states");
    }
}

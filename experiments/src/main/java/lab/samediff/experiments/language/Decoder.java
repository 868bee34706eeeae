package lab.samediff.experiments.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.language.TransformerLm;
import lab.samediff.models.layers.KeysValues;
import lab.samediff.models.train.Call;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Several texts read side by side, token by token: keys and values of earlier tokens are kept, not computed again. */
final class Decoder {
    private static final String KEYS = "keys";
    private static final String VALUES = "values";

    private final TransformerLm model;
    private final int batch;
    private final Call call;
    private final Map<String, INDArray> inputs = new HashMap<>();
    private INDArray present;
    private int time;

    /** The model at the place {@code lm} of the parameters. */
    Decoder(Params params, TransformerLm model, int batch) {
        this.model = model;
        this.batch = batch;
        this.call = Call.of(params, s -> follow(s.in("lm")));
        for (int i = 0; i < model.depth(); i++) {
            inputs.put(
                    KEYS + i, Nd4j.zeros(batch, model.context(), model.block().width()));
            inputs.put(
                    VALUES + i, Nd4j.zeros(batch, model.context(), model.block().width()));
        }
        this.present = nothing();
    }

    /** Forgets all tokens. */
    void restart() {
        time = 0;
        present = nothing();
    }

    /** Whether the context is full; then only {@link #restart} helps. */
    boolean full() {
        return time == model.context();
    }

    /** Reads the next token of each text; logits of the one after it: [batch][vocabulary]. */
    double[][] read(int[] ids) {
        if (full()) throw new IllegalStateException("the context of " + model.context() + " tokens is full");
        inputs.put("id", Nd4j.createFromArray(ids).reshape(batch, 1));
        inputs.put("place", Nd4j.valueArrayOf(new long[] {batch, 1}, time));
        inputs.put("present", present);
        Map<String, INDArray> read = call.reported(inputs);
        for (int i = 0; i < model.depth(); i++) {
            keep(KEYS + i, read);
            keep(VALUES + i, read);
        }
        present.putColumn(time++, Nd4j.ones(batch));
        return array(read, "logits").reshape(batch, model.vocabulary()).toDoubleMatrix();
    }

    private SDVariable follow(Scope s) {
        long[] shape = {-1, model.context(), model.block().width()};
        List<KeysValues> past = new ArrayList<>();
        for (int i = 0; i < model.depth(); i++) {
            past.add(new KeysValues(s.input(KEYS + i, shape), s.input(VALUES + i, shape)));
        }
        TransformerLm.Continued continued = model.readOn(
                s,
                s.ids("id", model.vocabulary(), -1, 1),
                s.ids("place", model.context(), -1, 1),
                past,
                s.input("present", -1, model.context() + 1));
        for (int i = 0; i < model.depth(); i++) {
            s.report(KEYS + i, continued.own().get(i).keys());
            s.report(VALUES + i, continued.own().get(i).values());
        }
        return s.report("logits", continued.logits());
    }

    private void keep(String name, Map<String, INDArray> read) {
        INDArrayIndex[] here = {
            NDArrayIndex.all(), NDArrayIndex.interval(time, time + 1), NDArrayIndex.all(),
        };
        array(inputs, name).put(here, array(read, name));
    }

    /** Only the token itself, whose place is behind all that can be kept. */
    private INDArray nothing() {
        INDArray none = Nd4j.zeros(batch, model.context() + 1);
        none.putColumn(model.context(), Nd4j.ones(batch));
        return none;
    }

    private static INDArray array(Map<String, INDArray> arrays, String name) {
        return Objects.requireNonNull(arrays.get(name), name);
    }
}

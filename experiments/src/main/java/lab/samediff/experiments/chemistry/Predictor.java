package lab.samediff.experiments.chemistry;

import java.util.Arrays;
import java.util.List;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.graphs.PooledGcn;
import lab.samediff.models.train.Call;
import lab.samediff.pipelines.molecules.PaddedGraphs;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A network's predictions, in the unit of the values. */
final class Predictor {
    private static final int BATCH = 64;

    private final PooledGcn model;
    private final MoleculeData data;
    private final Call call;

    Predictor(Params params, PooledGcn model, MoleculeData data) {
        this.model = model;
        this.data = data;
        this.call = Call.of(params, this::output);
    }

    /** The network's output for the inputs of {@link MoleculeData#training}, [batch, 1], before it is scaled. */
    SDVariable output(Scope s) {
        int n = data.graphs().size();
        return model.graph(
                s.in("gcn"),
                s.input("nodes", -1, n, data.graphs().width()),
                s.input("adjacency", -1, n, n),
                s.input("present", -1, n));
    }

    /** The prediction for each molecule: the logit of value 1, or the value itself. */
    double[] predict(List<Integer> rows) {
        double[] predicted = new double[rows.size()];
        for (int from = 0; from < predicted.length; from += BATCH) {
            int[] part = rows.subList(from, Math.min(from + BATCH, predicted.length)).stream()
                    .mapToInt(row -> row)
                    .toArray();
            float[] values = call.run(data.graphs().batch(part).inputs()).toFloatVector();
            for (int i = 0; i < part.length; i++)
                predicted[from + i] = data.scale().toValue(values[i]);
        }
        return predicted;
    }

    /** The task's measure of the predictions for these molecules. */
    double measure(List<Integer> rows) {
        return data.task().measure(predict(rows), data.values(rows));
    }

    /**
     * By how much each atom raises the prediction: the prediction less the one where the features of this atom are zeros
     * and its bonds stay. Occlusion, as Zeiler and Fergus 2014, arXiv:1311.2901, section 4.2, do to images.
     */
    double[] attributions(int row) {
        int atoms = data.molecule(row).size();
        int[] rows = new int[atoms + 1];
        Arrays.fill(rows, row);
        PaddedGraphs.Batch graph = data.graphs().batch(rows);
        for (int i = 0; i < atoms; i++) {
            graph.nodes()
                    .get(NDArrayIndex.point(i), NDArrayIndex.point(i), NDArrayIndex.all())
                    .assign(0);
        }
        float[] predicted = call.run(graph.inputs()).toFloatVector();
        double[] raised = new double[atoms];
        Arrays.setAll(raised, i -> data.scale().deviation() * (predicted[atoms] - predicted[i]));
        return raised;
    }
}

package lab.samediff.experiments.chemistry;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.samediff.models.graph.Params;
import lab.samediff.models.graph.Scope;
import lab.samediff.models.graphs.Adjacency;
import lab.samediff.models.graphs.PooledGcn;
import lab.samediff.models.train.Call;
import lab.samediff.pipelines.molecules.AtomFeatures;
import lab.samediff.pipelines.molecules.MoleculeTable;
import lab.samediff.pipelines.molecules.PaddedGraphs;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What a network says of molecules, in the unit of their values. */
final class Predictor {
    private static final int BATCH = 64;

    private final PooledGcn model;
    private final PaddedGraphs graphs;
    private final Scale scale;
    private final Call call;

    Predictor(Params params, PooledGcn model, PaddedGraphs graphs, Scale scale) {
        this.model = model;
        this.graphs = graphs;
        this.scale = scale;
        this.call = Call.of(params, this::said);
    }

    /**
     * Between values and what the network is to say: value = mean + deviation · said.
     *
     * @param mean of the values to learn from, or 0
     * @param deviation of the values to learn from, or 1
     */
    record Scale(double mean, double deviation) {
        static final Scale NONE = new Scale(0, 1);

        /** What makes these values have mean 0 and deviation 1; of equal values only the mean is taken off. */
        static Scale of(double[] values) {
            double mean = Arrays.stream(values).average().orElseThrow();
            double square = Arrays.stream(values)
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElseThrow();
            return new Scale(mean, square > 0 ? Math.sqrt(square) : 1);
        }

        double toSay(double value) {
            return (value - mean) / deviation;
        }

        double meant(double said) {
            return mean + deviation * said;
        }
    }

    /** The graphs of a table as the network sees them, filled up to the largest molecule. */
    static PaddedGraphs graphs(MoleculeTable table, AtomFeatures features) {
        return new PaddedGraphs(
                table.molecules(),
                features,
                table.largest(),
                adjacency -> Adjacency.normalised(adjacency, adjacency.length));
    }

    /** The network's word on the inputs of {@link #inputs}, [batch, 1]. */
    SDVariable said(Scope s) {
        int n = graphs.size();
        return model.graph(
                s.in("gcn"),
                s.input("nodes", -1, n, graphs.width()),
                s.input("adjacency", -1, n, n),
                s.input("present", -1, n));
    }

    /** Inputs for a step: graphs and, as {@code value} [batch, 1], what is to be said of them. */
    Map<String, INDArray> inputs(MoleculeTable table, int[] rows) {
        Map<String, INDArray> inputs = new LinkedHashMap<>(graphs.batch(rows).inputs());
        float[] wanted = new float[rows.length];
        for (int i = 0; i < rows.length; i++) wanted[i] = (float) scale.toSay(table.value(rows[i]));
        inputs.put("value", Nd4j.createFromArray(wanted).reshape(rows.length, 1));
        return inputs;
    }

    /** What is said of each molecule: the logit of value 1, or the value itself. */
    double[] predict(List<Integer> rows) {
        double[] said = new double[rows.size()];
        for (int from = 0; from < said.length; from += BATCH) {
            int[] part = rows.subList(from, Math.min(from + BATCH, said.length)).stream()
                    .mapToInt(row -> row)
                    .toArray();
            float[] values = call.run(graphs.batch(part).inputs()).toFloatVector();
            for (int i = 0; i < part.length; i++) said[from + i] = scale.meant(values[i]);
        }
        return said;
    }

    /**
     * By how much each atom raises what is said of a molecule: what is said, less what is said if the atom's features are
     * zeros and its bonds stay. Zeiler and Fergus 2014, arXiv:1311.2901, section 4.2, for images.
     *
     * @param atoms of the molecule
     */
    double[] attributions(int row, int atoms) {
        int[] rows = new int[atoms + 1];
        Arrays.fill(rows, row);
        PaddedGraphs.Batch graph = graphs.batch(rows);
        for (int i = 0; i < atoms; i++) {
            graph.nodes()
                    .get(NDArrayIndex.point(i), NDArrayIndex.point(i), NDArrayIndex.all())
                    .assign(0);
        }
        float[] said = call.run(graph.inputs()).toFloatVector();
        double[] raised = new double[atoms];
        Arrays.setAll(raised, i -> scale.deviation() * (said[atoms] - said[i]));
        return raised;
    }
}

package lab.samediff.experiments.chemistry;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lab.samediff.models.graphs.Adjacency;
import lab.samediff.pipelines.molecules.AtomFeatures;
import lab.samediff.pipelines.molecules.Molecule;
import lab.samediff.pipelines.molecules.MoleculeTable;
import lab.samediff.pipelines.molecules.PaddedGraphs;
import lab.samediff.pipelines.molecules.Split;
import lab.samediff.pipelines.molecules.Splitting;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Molecules as a network sees them.
 *
 * @param task what is predicted of them
 * @param table molecules and values
 * @param split rows to learn from, to watch and to test on
 * @param graphs of all rows, filled up to the largest molecule, with normalised adjacency
 * @param scale of the values to learn from
 */
record MoleculeData(Task task, MoleculeTable table, Split split, PaddedGraphs graphs, Scale scale) {
    static MoleculeData of(Task task, MoleculeTable table, Split split, AtomFeatures features) {
        PaddedGraphs graphs = new PaddedGraphs(
                table.molecules(),
                features,
                table.largest(),
                adjacency -> Adjacency.normalised(adjacency, adjacency.length));
        return new MoleculeData(task, table, split, graphs, task.scale(values(table, split.train())));
    }

    /** The inputs of a step: graphs of training molecules, and the outputs wanted as {@code value} [batch, 1]. */
    Map<String, INDArray> training(int[] places) {
        int[] rows = Arrays.stream(places).map(split.train()::get).toArray();
        float[] wanted = new float[rows.length];
        for (int i = 0; i < rows.length; i++) wanted[i] = (float) scale.toOutput(table.value(rows[i]));
        Map<String, INDArray> inputs = new LinkedHashMap<>(graphs.batch(rows).inputs());
        inputs.put("value", Nd4j.createFromArray(wanted).reshape(rows.length, 1));
        return inputs;
    }

    /** The molecule of a row. */
    Molecule molecule(int row) {
        return table.molecules().get(row);
    }

    /** The values of some rows. */
    double[] values(List<Integer> rows) {
        return values(table, rows);
    }

    /** Share of the test molecules whose scaffold is that of a training molecule: 0 for a split by scaffold. */
    double testScaffoldsSeen() {
        Set<String> learned = split.train().stream()
                .map(row -> Splitting.scaffold(molecule(row)))
                .collect(Collectors.toCollection(HashSet::new));
        return split.test().stream()
                .mapToDouble(row -> learned.contains(Splitting.scaffold(molecule(row))) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    private static double[] values(MoleculeTable table, List<Integer> rows) {
        return rows.stream().mapToDouble(table::value).toArray();
    }
}

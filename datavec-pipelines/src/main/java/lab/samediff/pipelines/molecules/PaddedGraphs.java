package lab.samediff.pipelines.molecules;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Molecules as arrays, held without padding and filled up to one number of atoms batch by batch. */
public final class PaddedGraphs {
    /**
     * Some graphs, float.
     *
     * @param nodes features of the atoms, [n, size, width]
     * @param adjacency [n, size, size]
     * @param present [n, size], 1 for an atom and 0 for what fills up
     */
    public record Batch(INDArray nodes, INDArray adjacency, INDArray present) {
        /** The arrays by their names. */
        public Map<String, INDArray> inputs() {
            return Map.of("nodes", nodes, "adjacency", adjacency, "present", present);
        }
    }

    private final float[][][] nodes;
    private final float[][][] edges;
    private final int size;
    private final int width;

    /**
     * The arrays of some molecules.
     *
     * @param size atoms of each graph, filled up with zeros
     * @param edges what a network is to see of each adjacency matrix [atoms][atoms] of 0 and 1, such as its normalised form
     * @throws IllegalArgumentException if a molecule has more atoms
     */
    public PaddedGraphs(List<Molecule> molecules, AtomFeatures features, int size, UnaryOperator<float[][]> edges) {
        for (Molecule molecule : molecules) {
            if (molecule.size() > size) {
                throw new IllegalArgumentException(
                        molecule.smiles() + " has " + molecule.size() + " atoms; the graphs hold " + size);
            }
        }
        this.nodes = molecules.stream().map(features::of).toArray(float[][][]::new);
        this.edges = molecules.stream().map(Molecule::adjacency).map(edges).toArray(float[][][]::new);
        this.size = size;
        this.width = features.width();
    }

    /** Atoms of each graph, with those that fill up. */
    public int size() {
        return size;
    }

    /** Features of each atom. */
    public int width() {
        return width;
    }

    /** Number of graphs. */
    public int count() {
        return nodes.length;
    }

    /**
     * Graphs as arrays.
     *
     * @param rows which graphs, in which order; repeats are allowed
     * @throws IllegalArgumentException if there is no row
     * @throws IndexOutOfBoundsException if a row is not in 0..count - 1
     */
    public Batch batch(int... rows) {
        if (rows.length == 0) throw new IllegalArgumentException("no rows: a batch needs at least one");
        float[] atoms = new float[Math.multiplyExact(rows.length, size * width)];
        float[] adjacency = new float[Math.multiplyExact(rows.length, size * size)];
        float[] present = new float[rows.length * size];
        for (int g = 0; g < rows.length; g++) {
            float[][] from = nodes[rows[g]];
            for (int i = 0; i < from.length; i++) {
                int at = g * size + i;
                System.arraycopy(from[i], 0, atoms, at * width, width);
                System.arraycopy(edges[rows[g]][i], 0, adjacency, at * size, from.length);
                present[at] = 1;
            }
        }
        return new Batch(
                Nd4j.createFromArray(atoms).reshape(rows.length, size, width),
                Nd4j.createFromArray(adjacency).reshape(rows.length, size, size),
                Nd4j.createFromArray(present).reshape(rows.length, size));
    }
}

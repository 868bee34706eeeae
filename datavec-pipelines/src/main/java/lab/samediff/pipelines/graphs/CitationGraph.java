package lab.samediff.pipelines.graphs;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Papers, which of a vocabulary's words each holds, the class of each, and who cites whom, without direction. Papers
 * are the graph's nodes, in the order of the file.
 */
public final class CitationGraph {
    private final Names names;
    private final int[] labels;
    private final int[][] words;
    private final int vocabulary;
    private final Graph graph;
    private final Citations citations;

    /**
     * What papers and classes are called.
     *
     * @param papers by node
     * @param classes by label
     */
    public record Names(List<String> papers, List<String> classes) {
        /** Takes copies. */
        public Names {
            papers = List.copyOf(papers);
            classes = List.copyOf(classes);
        }
    }

    /**
     * What became of the citations.
     *
     * @param lines that there were
     * @param unknown that name a paper which is not there, and were left out
     * @param loops of a paper to itself, which were left out
     */
    public record Citations(int lines, int unknown, int loops) {}

    CitationGraph(Names names, int[] labels, int[][] words, int vocabulary, Graph graph, Citations citations) {
        this.names = names;
        this.labels = labels;
        this.words = words;
        this.vocabulary = vocabulary;
        this.graph = graph;
        this.citations = citations;
    }

    /** Number of papers. */
    public int size() {
        return labels.length;
    }

    /** What papers and classes are called. */
    public Names names() {
        return names;
    }

    /** The class of a paper. */
    public int label(int paper) {
        return labels[paper];
    }

    /** The words of a paper, as sorted numbers below {@link #vocabulary()}. */
    public int[] words(int paper) {
        return words[paper].clone();
    }

    /** How many words there are. */
    public int vocabulary() {
        return vocabulary;
    }

    /** Who cites whom, without direction. */
    public Graph graph() {
        return graph;
    }

    /** What became of the citations. */
    public Citations citations() {
        return citations;
    }

    /** Bags of words of 0 and 1: a new float [papers, vocabulary]. */
    public INDArray bags() {
        float[] flat = new float[Math.multiplyExact(size(), vocabulary)];
        for (int paper = 0; paper < size(); paper++) {
            for (int word : words[paper]) flat[paper * vocabulary + word] = 1;
        }
        return Nd4j.createFromArray(flat).reshape(size(), vocabulary);
    }
}

package lab.samediff.pipelines.graphs;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A drawn citation network in place of Cora. Papers belong to classes and to small topics within them. Citations follow
 * a stochastic block model (Holland, Laskey and Leinhardt 1983) with degree correction: most are within a topic, some
 * within the class and few anywhere, and few papers are cited much. A paper's words come from its topic, from its class
 * and from everywhere.
 */
final class DrawnCitations {
    private static final int CLASSES = 7;
    private static final int TOPICS = 12;
    private static final int IN_TOPIC = 12;
    private static final int PAPERS = CLASSES * TOPICS * IN_TOPIC;
    private static final int CITATIONS = 2 * PAPERS;
    private static final int VOCABULARY = 1433;
    private static final int WORDS = 18;

    /** How many words a topic and a class have of their own. */
    private static final int TOPIC_WORDS = 12;

    private static final int CLASS_WORDS = 40;

    private DrawnCitations() {}

    static CitationGraph draw(RandomGenerator random) {
        int[] topicOf = IntStream.range(0, PAPERS).map(i -> i / IN_TOPIC).toArray();
        int[] labels = Arrays.stream(topicOf).map(topic -> topic / TOPICS).toArray();
        Pairs citations = citations(random);
        return new CitationGraph(
                new CitationGraph.Names(
                        IntStream.range(0, PAPERS).mapToObj(i -> "drawn-" + i).toList(),
                        IntStream.range(0, CLASSES).mapToObj(i -> "Class_" + i).toList()),
                labels,
                words(topicOf, random),
                VOCABULARY,
                Graph.of(PAPERS, citations),
                new CitationGraph.Citations(CITATIONS, 0, 0));
    }

    private static Pairs citations(RandomGenerator random) {
        int[] from = new int[CITATIONS];
        int[] to = new int[CITATIONS];
        for (int i = 0; i < CITATIONS; i++) {
            // Every paper cites, twice on average; what it cites is, within the block, more often one of the first.
            from[i] = i % PAPERS;
            do {
                int block = block(random);
                double share = random.nextDouble();
                to[i] = from[i] / block * block + (int) (block * share * share);
            } while (to[i] == from[i]);
        }
        return new Pairs(from, to);
    }

    /** The size of the block that a citation stays in: the topic, the class or everything. */
    private static int block(RandomGenerator random) {
        double kind = random.nextDouble();
        return kind < 0.65 ? IN_TOPIC : kind < 0.85 ? IN_TOPIC * TOPICS : PAPERS;
    }

    private static int[][] words(int[] topicOf, RandomGenerator random) {
        List<int[]> ofTopic = IntStream.range(0, CLASSES * TOPICS)
                .mapToObj(topic -> random.ints(TOPIC_WORDS, 0, VOCABULARY).toArray())
                .toList();
        List<int[]> ofClass = IntStream.range(0, CLASSES)
                .mapToObj(label -> random.ints(CLASS_WORDS, 0, VOCABULARY).toArray())
                .toList();
        int[][] words = new int[PAPERS][];
        for (int paper = 0; paper < PAPERS; paper++) {
            TreeSet<Integer> bag = new TreeSet<>();
            for (int i = 0; i < WORDS; i++) {
                double kind = random.nextDouble();
                if (kind < 0.3) bag.add(ofTopic.get(topicOf[paper])[random.nextInt(TOPIC_WORDS)]);
                else if (kind < 0.6) bag.add(ofClass.get(topicOf[paper] / TOPICS)[random.nextInt(CLASS_WORDS)]);
                else bag.add(random.nextInt(VOCABULARY));
            }
            words[paper] = bag.stream().mapToInt(Integer::intValue).toArray();
        }
        return words;
    }
}

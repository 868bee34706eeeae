package lab.samediff.pipelines.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All data sets, read once from {@code catalog.json}. */
public final class Catalog {
    private static final List<DataSource> ALL = CatalogReader.read("catalog.json");

    /** Handwritten digits. */
    public static final DataSource MNIST = get("mnist");
    /** Clothes in the format of MNIST. */
    public static final DataSource FASHION_MNIST = get("fashion-mnist");
    /** CIFAR-10 as published: one archive. */
    public static final DataSource CIFAR10 = get("cifar10");
    /** The first 10,000 train and 2,000 test images of CIFAR-10, partly lossy. */
    public static final DataSource CIFAR10_SUBSET = get("cifar10-subset");
    /** 400 photographs in folders by class. */
    public static final DataSource CATS_DOGS = get("cats-dogs");

    /** Citations between machine-learning papers. */
    public static final DataSource CORA = get("cora");
    /** The usual split of Cora. */
    public static final DataSource CORA_PLANETOID = get("cora-planetoid");
    /** Citations between computer-science papers. */
    public static final DataSource CITESEER = get("citeseer");

    /** Molecules: blood-brain barrier penetration, 0 or 1. */
    public static final DataSource BBBP = get("bbbp");
    /** Molecules: logarithm of the solubility in water. */
    public static final DataSource ESOL = get("esol");
    /** Molecules: hydration free energy, kcal/mol. */
    public static final DataSource FREESOLV = get("freesolv");
    /** Molecules: octanol/water distribution, logD. */
    public static final DataSource LIPOPHILICITY = get("lipophilicity");
    /** Molecules: twelve toxicity assays, 0, 1 or missing. */
    public static final DataSource TOX21 = get("tox21");
    /** Molecules: inhibition of HIV replication, 0 or 1. */
    public static final DataSource HIV = get("hiv");

    /** Plays by Shakespeare, one text file. */
    public static final DataSource TINY_SHAKESPEARE = get("tinyshakespeare");
    /** A novel by Lewis Carroll. */
    public static final DataSource ALICE = get("alice");
    /** A novel by H. G. Wells. */
    public static final DataSource TIME_MACHINE = get("time-machine");
    /** The vocabulary of GPT-2. */
    public static final DataSource GPT2_BPE = get("gpt2-bpe");
    /** Tweets with named entities. */
    public static final DataSource WNUT17 = get("wnut17");
    /** Text messages, spam or not. */
    public static final DataSource SMS = get("sms");
    /** Sentences of film reviews, positive or negative. */
    public static final DataSource RT_POLARITY = get("rt-polarity");
    /** News items in four classes; the test part only. */
    public static final DataSource AG_NEWS_TEST = get("ag-news-test");
    /** Surnames by language. */
    public static final DataSource NAMES = get("names");

    /** Measurements of flowers. */
    public static final DataSource IRIS = get("iris");
    /** Chemical measurements of wines. */
    public static final DataSource WINE = get("wine");
    /** Measurements of cell nuclei. */
    public static final DataSource BREAST_CANCER = get("breast-cancer");
    /** Handwritten digits of 8×8 pixels. */
    public static final DataSource OPTDIGITS = get("optdigits");
    /** Monthly numbers of airline passengers. */
    public static final DataSource AIRLINE_PASSENGERS = get("airline-passengers");
    /** Daily temperatures. */
    public static final DataSource DAILY_MIN_TEMPERATURES = get("daily-min-temperatures");
    /** Monthly sunspot numbers. */
    public static final DataSource MONTHLY_SUNSPOTS = get("monthly-sunspots");

    private Catalog() {}

    /** Every data set, in the catalogue's order. */
    public static List<DataSource> all() {
        return ALL;
    }

    /**
     * The data set of a name.
     *
     * @throws IllegalArgumentException if there is none; the message suggests the nearest name
     */
    public static DataSource get(String name) {
        return ALL.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static IllegalArgumentException unknown(String name) {
        String nearest = ALL.stream()
                .map(DataSource::name)
                .min(Comparator.comparingInt(known -> editDistance(known, name)))
                .orElseThrow();
        String names = ALL.stream().map(DataSource::name).collect(Collectors.joining(", "));
        return new IllegalArgumentException(
                "unknown data set '" + name + "'; did you mean '" + nearest + "'? known: " + names);
    }

    /** Levenshtein distance, row by row. */
    private static int editDistance(String a, String b) {
        int[] above = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}

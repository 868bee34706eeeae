package lab.samediff.experiments.language;

/** The simplest language models: how often a token occurs, and how often after another; one is added to each count. */
final class Counts {
    private final int vocabulary;
    private final int total;
    private final int[] single;
    private final int[][] pairs;

    Counts(int[] tokens, int vocabulary) {
        this.vocabulary = vocabulary;
        this.total = tokens.length;
        this.single = new int[vocabulary];
        this.pairs = new int[vocabulary][vocabulary];
        for (int token : tokens) single[token]++;
        for (int t = 1; t < tokens.length; t++) pairs[tokens[t - 1]][tokens[t]]++;
    }

    /** The share of a token. */
    double share(int token) {
        return (double) single[token] / total;
    }

    /** Nats per token of a text, all tokens drawn by themselves. */
    double unigramLoss(int[] tokens) {
        double sum = 0;
        for (int token : tokens) sum -= Math.log((single[token] + 1.0) / (total + vocabulary));
        return sum / tokens.length;
    }

    /** Nats per token of a text, each token after the first drawn by the one before it. */
    double bigramLoss(int[] tokens) {
        double sum = 0;
        for (int t = 1; t < tokens.length; t++) {
            int before = tokens[t - 1];
            sum -= Math.log((pairs[before][tokens[t]] + 1.0) / (single[before] + vocabulary));
        }
        return sum / (tokens.length - 1);
    }
}

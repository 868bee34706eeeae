package lab.samediff.experiments.report;

/** One thing drawn on a chart. Layers of the same name share a colour. Arrays are owned: whoever builds one copies. */
@SuppressWarnings("ArrayRecordComponent") // Layers are drawn, never compared or hashed.
sealed interface Layer {
    String name();

    /** Points joined by lines. */
    record Line(String name, double[] x, double[] y) implements Layer {}

    /** The area between two curves over the same x. */
    record Band(String name, double[] x, double[] low, double[] high) implements Layer {}

    /** Points, not joined. */
    record Points(String name, double[] x, double[] y) implements Layer {}

    /** Heights over bins with the given edges, one edge more than heights. */
    record Histogram(String name, double[] edges, double[] heights) implements Layer {}

    /** One bar per category; an error of NaN draws no error bar. */
    record Bars(String name, double[] heights, double[] errors) implements Layer {}

    /** A horizontal reference line. */
    record Level(String name, double y) implements Layer {}
}

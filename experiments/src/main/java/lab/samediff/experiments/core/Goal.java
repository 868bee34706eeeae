package lab.samediff.experiments.core;

/** On which side of the reference value a result may lie. */
public enum Goal {
    /** |obtained − value| ≤ spread. */
    EQUAL("="),
    /** obtained ≥ value − spread. */
    AT_LEAST("≥"),
    /** obtained ≤ value + spread. */
    AT_MOST("≤");

    private final String symbol;

    Goal(String symbol) {
        this.symbol = symbol;
    }

    /** The relation as a sign. */
    public String symbol() {
        return symbol;
    }

    /** Whether {@code obtained} meets this goal. */
    public boolean met(double obtained, double value, double spread) {
        return switch (this) {
            case EQUAL -> Math.abs(obtained - value) <= spread;
            case AT_LEAST -> obtained >= value - spread;
            case AT_MOST -> obtained <= value + spread;
        };
    }
}

package lab.samediff.experiments.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers as words: tick labels and cell values, the same in every locale; and round tick positions. */
final class Numbers {
    private Numbers() {}

    /** Six significant digits without trailing zeros; grouped from 10,000 on; 1e-5 and 2.5e7 where plain is long. */
    static String text(double value) {
        return text(value, 6);
    }

    static String text(double value, int digits) {
        if (!Double.isFinite(value)) return Double.toString(value);
        if (value == 0) return "0";
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        double size = Math.abs(value);
        if (size < 1e-4 || size >= 1e7) {
            int exponent = rounded.precision() - rounded.scale() - 1;
            return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
        }
        return size >= 1e4
                ? String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded)
                : rounded.toPlainString();
    }

    /** About {@code wanted} multiples of 1, 2 or 5 times a power of ten within [low, high]. */
    static List<Double> ticks(double low, double high, int wanted) {
        double rough = (high - low) / Math.max(1, wanted);
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double ratio = rough / power;
        double step = power * (ratio < 1.5 ? 1 : ratio < 3.5 ? 2 : ratio < 7.5 ? 5 : 10);
        List<Double> ticks = new ArrayList<>();
        double slack = 1e-9 * (high - low);
        double first = Math.ceil((low - slack) / step);
        int count = (int) Math.floor((high + slack) / step - first) + 1;
        for (int i = 0; i < count; i++) ticks.add((first + i) * step);
        return ticks;
    }
}

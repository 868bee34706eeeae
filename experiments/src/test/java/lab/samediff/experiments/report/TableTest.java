package lab.samediff.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import lab.samediff.experiments.report.Table.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    @Test
    void markdownCellsCannotLeaveTheirCell() {
        Table table = Table.of(Column.text("a|b"), Column.number("n", 3))
                .row("one|two\nthree\r\n| x | y |\\| <b> `c` *d* _e_ [f](g)", 1)
                .row(null, null);
        String[] lines = table.markdown().split("\n", -1);
        assertThat(lines).hasSize(5);
        for (int i = 0; i < 4; i++) {
            // Bars behind an even number of backslashes are the table's own.
            assertThat(lines[i].replace("\\\\", "")
                            .replace("\\|", "")
                            .chars()
                            .filter(c -> c == '|')
                            .count())
                    .isEqualTo(3);
        }
        assertThat(table.markdown()).doesNotContain("<b>").contains("&lt;b&gt;").contains("\\[f\\](g)");
        assertThat(lines[1]).isEqualTo("| --- | ---: |");
        assertThat(lines[3]).isEqualTo("| – | – |");
    }

    @Test
    void columnsTakeOnlyTheirKind() {
        Table table = Table.of(Column.text("name"), Column.number("loss (nats)", 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.row("a", "1"))
                .withMessageContaining("loss (nats)");
        assertThatIllegalArgumentException().isThrownBy(() -> table.row(1, 1)).withMessageContaining("name");
        assertThatIllegalArgumentException().isThrownBy(() -> table.row("a")).withMessageContaining("2 columns");
        assertThatIllegalArgumentException().isThrownBy(Table::of);
        assertThatIllegalArgumentException().isThrownBy(() -> Column.number("n", 0));
    }

    @Test
    void rowsAreAddedToACopy() {
        Table empty = Table.of(Column.text("name"));
        assertThat(empty.row("a").row("b").size()).isEqualTo(2);
        assertThat(empty.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0,3,0",
        "-0.0,3,0",
        "0.1234,2,0.12",
        "99.126,4,99.13",
        "1e-7,3,1e-7",
        "-0.000025,3,-2.5e-5",
        "12345678,6,1.23457e7",
        "12345,6,'12,345'",
        "9999.5,6,9999.5",
        "1e10,3,1e10",
        "NaN,3,NaN",
        "-Infinity,3,-Infinity",
        "0.30000000000000004,6,0.3",
        "99999.96,6,'100,000'",
        "0.000099999999,3,1e-4"
    })
    void numbersHaveTheDigitsAskedFor(double value, int digits, String text) {
        assertThat(Numbers.text(value, digits)).isEqualTo(text);
    }

    @Test
    void numbersDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Numbers.text(12345.5)).isEqualTo("12,345.5");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1", "-3,17", "0.001,0.0013", "1e6,1.00001e6", "-1e-9,1e-9", "1,1.0000001"})
    void ticksAreFewRoundAndInside(double low, double high) {
        var ticks = Numbers.ticks(low, high, 5);
        assertThat(ticks).hasSizeBetween(1, 11);
        double slack = 1e-6 * (high - low);
        assertThat(ticks).allSatisfy(tick -> assertThat(tick).isBetween(low - slack, high + slack));
    }

    @Test
    void htmlEscapesWhatEndsAnAttributeOrReordersALine() {
        assertThat(Escape.html("<a href=\"x\" b='y'>&</a>"))
                .isEqualTo("&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;&lt;/a&gt;");
        assertThat(Escape.html("\u0000\u0007\u001B\u007F\u0085\uFFFF\u2066\uD800"))
                .isEqualTo("\uFFFD".repeat(8));
        assertThat(Escape.html("tab\tline\nβ 𝄞")).isEqualTo("tab\tline\nβ 𝄞");
    }
}

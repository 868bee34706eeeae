package lab.samediff.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTableTest {
    private static final Peaks PEAKS = new Peaks(50, 100, 2);

    private static Measured measured(double median, double peak) {
        return new Measured(new Timing(median, 0.9 * median, 10), peak, Double.NaN, Double.NaN, 1);
    }

    private static Row row(String name, double ours, double theirs) {
        Row row = new Row(name, "the " + name);
        row.addOurs(measured(ours, 300));
        row.addTheirs("default, single", measured(theirs, 200));
        return row;
    }

    @Test
    void theRatioIsTheBestModeOfPyTorchOverOursByMediansOfRounds() {
        Row row = new Row("mlp", "MLP");
        for (double time : new double[] {9, 2, 3}) row.addOurs(measured(time, 100 * time));
        for (double time : new double[] {1, 8, 9}) row.addTheirs("default, single", measured(time, 1));
        for (double time : new double[] {6, 5, 7}) row.addTheirs("tuned, single", measured(time, 2));
        assertThat(row.bestMode()).contains("tuned, single");
        assertThat(row.ratio()).hasValue(6.0 / 3);
        assertThat(row.theirs().orElseThrow().peak()).isEqualTo(2);
        assertThat(row.ours().orElseThrow().peak()).isEqualTo(300);
    }

    @Test
    void otherLossesMakeTheRatioVoid() {
        Row row = row("mlp", 1, 2);
        row.ourLosses(new Losses(List.of(1.0, 1.0, 1.0, 1.0)));
        row.theirLosses(new Losses(List.of(1.0, 1.0, 1.0, 1.1)), 1e6);
        assertThat(row.ratio()).isEmpty();
        assertThat(row.problem())
                .hasValueSatisfying(reason -> assertThat(reason).contains("after three updates"));
    }

    @Test
    void voidRowsAreLeftOutOfTheGeometricMeanAndSayWhy() {
        Row broken = row("gpt", 1, 1000);
        broken.breaks("exit code 1: no memory");
        BenchTable table = new BenchTable(List.of(row("mlp", 1, 2), broken, row("vae", 2, 1)), PEAKS);
        assertThat(table.geometricMean()).isCloseTo(1, within(1e-12));
        assertThat(table.markdown())
                .contains("over 2 of 3 models: **1.00**")
                .contains("| void |")
                .contains("- gpt: void: exit code 1: no memory");
    }

    @Test
    void withoutPyTorchThereIsNoRatio() {
        Row alone = new Row("mlp", "MLP");
        alone.addOurs(measured(2, 100));
        alone.fitFails("it has two losses");
        String text = new BenchTable(List.of(alone), PEAKS).markdown();
        assertThat(alone.ratio()).isEmpty();
        assertThat(text).contains("No ratio").contains("- mlp: SameDiff.fit fails: it has two losses");
    }

    @Test
    void theSpeedIsOperationsOverTime() {
        Row row = row("mlp", 4, 8);
        row.theirLosses(new Losses(List.of(1.0, 1.0, 1.0, 1.0)), 100e6);
        assertThat(row.gflops()).isCloseTo(25, within(1e-9));
        assertThat(new BenchTable(List.of(row), PEAKS).markdown()).contains("| 100 | 25 | 25 | 300 | 200 |");
    }

    @Test
    void whatIsSaidFirstStays() {
        Row row = row("mlp", 1, 1);
        row.spoil("first");
        row.spoil("second");
        assertThat(row.problem()).contains("first");
    }
}

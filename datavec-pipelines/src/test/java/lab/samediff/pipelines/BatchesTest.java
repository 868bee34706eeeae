package lab.samediff.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lab.samediff.pipelines.Batches.Last;
import lab.samediff.pipelines.Batches.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {
    @ParameterizedTest
    @CsvSource({"1,1", "7,7", "7,3", "12,4", "100,1", "101,100", "1000,128"})
    void eachEpochVisitsEachRowExactlyOnce(int size, int batch) {
        Batches batches = new Batches(size, batch, 3);
        for (int epoch = 0; epoch < 4; epoch++) {
            assertThat(batches.epoch()).isEqualTo(epoch);
            assertThat(rowsOfAnEpoch(batches).stream().sorted())
                    .containsExactlyElementsOf(IntStream.range(0, size).boxed().toList());
        }
    }

    @Test
    void droppedRowsAreMissingFromOneEpochAndNotFromAll() {
        Batches batches = new Batches(10, 4, 5, Last.DROP);
        boolean[] seen = new boolean[10];
        for (int epoch = 0; epoch < 20; epoch++) {
            List<Integer> rows = rowsOfAnEpoch(batches);
            assertThat(rows).hasSize(8).doesNotHaveDuplicates();
            rows.forEach(row -> seen[row] = true);
        }
        assertThat(seen).doesNotContain(false);
    }

    @Test
    void onlyTheLastBatchOfAnEpochIsSmaller() {
        Batches batches = new Batches(10, 4, 5);
        assertThat(batches.perEpoch()).isEqualTo(3);
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(new int[] {batches.next().length, batches.next().length, batches.next().length})
                    .containsExactly(4, 4, 2);
        }
    }

    @Test
    void aRestoredPositionContinuesWithTheSameBatches() {
        for (Last last : Last.values()) {
            for (int taken = 0; taken <= 13; taken++) {
                Batches original = new Batches(11, 3, 42, last);
                take(original, taken);
                State saved = original.state();
                Batches restored = new Batches(11, 3, 42, last);
                take(restored, 2);
                restored.restore(saved);
                for (int i = 0; i < 9; i++) {
                    assertThat(restored.next()).containsExactly(original.next());
                    assertThat(restored.state()).isEqualTo(original.state());
                }
            }
        }
    }

    @Test
    void otherSeedsAndOtherEpochsHaveOtherOrders() {
        List<List<Integer>> orders = new ArrayList<>();
        for (long seed = 0; seed < 20; seed++) {
            Batches batches = new Batches(50, 50, seed);
            for (int epoch = 0; epoch < 20; epoch++) {
                orders.add(rowsOfAnEpoch(batches));
            }
        }
        assertThat(orders).doesNotHaveDuplicates();
    }

    @Test
    void allOrdersOfThreeRowsAreEquallyLikely() {
        Batches batches = new Batches(3, 3, 1);
        int[] counts = new int[27];
        int draws = 60_000;
        for (int i = 0; i < draws; i++) {
            int[] rows = batches.next();
            counts[9 * rows[0] + 3 * rows[1] + rows[2]]++;
        }
        double chiSquare = Arrays.stream(counts)
                .filter(count -> count > 0)
                .mapToDouble(count -> Math.pow(count - draws / 6.0, 2) / (draws / 6.0))
                .sum();
        assertThat(Arrays.stream(counts).filter(count -> count > 0).count()).isEqualTo(6);
        // 5 degrees of freedom: 20.5 is exceeded with probability 0.001.
        assertThat(chiSquare).isLessThan(20.5);
    }

    @Test
    void theLatestRowsAreThoseHandedOutLast() {
        Batches batches = new Batches(7, 3, 1);
        assertThat(batches.latest()).isEmpty();
        for (int i = 0; i < 10; i++) {
            int[] rows = batches.next();
            assertThat(batches.latest()).containsExactly(rows);
        }
    }

    @Test
    void theCallerMayChangeItsBatch() {
        Batches batches = new Batches(4, 2, 1);
        Arrays.fill(batches.next(), -1);
        batches.restore(new State(0, 0));
        assertThat(rowsOfAnEpoch(batches)).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void sizesThatCannotWorkAreRefusedWithTheRange() {
        assertThatThrownBy(() -> new Batches(10, 11, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("batch 11 must lie in 1..10");
        assertThatThrownBy(() -> new Batches(10, 0, 0)).hasMessageContaining("batch 0");
        assertThatThrownBy(() -> new Batches(0, 1, 0)).hasMessageContaining("0 rows");
        assertThatThrownBy(() -> new State(-1, 0)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new Batches(10, 5, 0).restore(new State(0, 2)))
                .hasMessageContaining("cursor 2 is beyond the 2 batches");
    }

    private static void take(Batches batches, int n) {
        for (int i = 0; i < n; i++) {
            batches.next();
        }
    }

    private static List<Integer> rowsOfAnEpoch(Batches batches) {
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < batches.perEpoch(); i++) {
            Arrays.stream(batches.next()).forEach(rows::add);
        }
        return rows;
    }
}

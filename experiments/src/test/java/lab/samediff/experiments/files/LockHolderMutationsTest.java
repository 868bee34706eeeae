package lab.samediff.experiments.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import lab.samediff.experiments.Hostile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stands in the lock's file is only for a message: whatever it is, it names somebody, on one short line. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LockHolderMutationsTest {
    private static final byte[] JSON = LockHolder.self().json();

    @Test
    void whateverStandsThereSomebodyIsNamed() {
        Hostile.Tally tally = Hostile.cases(3_000, 4 << 20, random -> {
            LockHolder holder = LockHolder.parse(Hostile.mutated(JSON, random));
            assertThat(holder.host()).matches("[^\\p{Cntrl}]{1,200}");
            assertThat(holder.started()).matches("[^\\p{Cntrl}]{1,200}");
            assertThat(holder.bootId()).matches("[^\\p{Cntrl}]{1,200}");
            assertThat(LockHolder.parse(holder.json())).isEqualTo(holder);
            return !holder.host().equals("unknown");
        });
        assertThat(tally.taken()).isPositive();
        assertThat(tally.refused()).isPositive();
        assertThat(LockHolder.parse("[".repeat(100_000).getBytes(StandardCharsets.UTF_8))
                        .host())
                .isEqualTo("unknown");
    }
}

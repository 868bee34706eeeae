package lab.samediff.models.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limit of time is there because a lost member would hang. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TeamTest {
    @Test
    void everyMemberRunsOnceWithItsNumber() {
        for (Team team : new Team[] {Plans.ALONE, Plans.TWO, Plans.THREE}) {
            for (int count = 1; count <= team.size(); count++) {
                AtomicIntegerArray ran = new AtomicIntegerArray(3);
                team.run(count, ran::incrementAndGet);
                for (int i = 0; i < 3; i++) assertThat(ran.get(i)).isEqualTo(i < count ? 1 : 0);
            }
        }
    }

    /** Between two meetings nobody is ahead of another: each sees what all wrote in the round before. */
    @Test
    void atAMeetingAllHaveComeAndAllSeeWhatWasWritten() {
        for (int count = 2; count <= 3; count++) {
            int members = count;
            int[] written = new int[members];
            AtomicInteger wrong = new AtomicInteger();
            Plans.THREE.run(members, member -> {
                for (int round = 1; round <= 2000; round++) {
                    written[member] = round;
                    Plans.THREE.meet();
                    int now = round;
                    if (!IntStream.of(written).allMatch(value -> value == now)) wrong.incrementAndGet();
                    Plans.THREE.meet();
                }
            });
            assertThat(wrong.get()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aMemberThatFailsStopsTheOthersAndIsNamed(int failing) {
        for (int time = 0; time < 50; time++) {
            AtomicInteger beyond = new AtomicInteger();
            assertThatThrownBy(() -> Plans.THREE.run(3, member -> {
                        if (member == failing) throw new IllegalArgumentException("id 9 of 5 rows");
                        Plans.THREE.meet();
                        beyond.incrementAndGet();
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("id 9 of 5 rows")
                    .hasCauseInstanceOf(IllegalArgumentException.class);
            assertThat(beyond.get()).isZero();
            AtomicInteger ran = new AtomicInteger();
            Plans.THREE.run(3, member -> {
                Plans.THREE.meet();
                ran.incrementAndGet();
                Plans.THREE.meet();
            });
            assertThat(ran.get()).isEqualTo(3);
        }
    }

    @Test
    void errorsOfAMemberAreHandedOnToo() {
        assertThatThrownBy(() -> Plans.TWO.run(2, member -> {
                    if (member == 1) throw new AssertionError("no such luck");
                    Plans.TWO.meet();
                }))
                .hasMessageContaining("no such luck");
        assertThatThrownBy(() -> Plans.ALONE.run(1, member -> {
                    throw new IllegalArgumentException("alone");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("alone");
    }

    @Test
    void callersOnDifferentThreadsTakeTurns() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger ran = new AtomicInteger();
        Runnable caller = () -> {
            for (int i = 0; i < 200; i++) {
                Plans.TWO.run(2, member -> {
                    if (member == 0) most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Plans.TWO.meet();
                    ran.incrementAndGet();
                    Plans.TWO.meet();
                    if (member == 0) inside.decrementAndGet();
                });
            }
        };
        CompletableFuture.allOf(CompletableFuture.runAsync(caller), CompletableFuture.runAsync(caller))
                .join();
        assertThat(most.get()).isEqualTo(1);
        assertThat(ran.get()).isEqualTo(800);
    }

    @Test
    void sizesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Team(0)).hasMessageContaining("0");
        assertThatThrownBy(() -> Plans.TWO.run(3, member -> {})).hasMessageContaining("3 of 2");
        assertThatThrownBy(() -> Plans.TWO.run(0, member -> {})).hasMessageContaining("0 of 2");
    }
}

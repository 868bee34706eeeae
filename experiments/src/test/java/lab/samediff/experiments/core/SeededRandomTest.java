package lab.samediff.experiments.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeededRandomTest {
    /** Outputs of the authors' C program xoshiro256plusplus.c from the state 1, 2, 3, 4. */
    @Test
    void givesThePublishedOutputsOfItsAlgorithm() {
        SeededRandom random = SeededRandom.restore(new long[] {1, 2, 3, 4});
        String[] published = {
            "41943041",
            "58720359",
            "3588806011781223",
            "3591011842654386",
            "9228616714210784205",
            "9973669472204895162",
            "14011001112246962877",
            "12406186145184390807",
            "15849039046786891736",
            "10450023813501588000"
        };
        for (String output : published) {
            assertThat(random.nextLong()).isEqualTo(Long.parseUnsignedLong(output));
        }
    }

    /** The first outputs of SplitMix64 from 0, as in the authors' splitmix64.c. */
    @Test
    void isSeededBySplitMix64() {
        assertThat(new SeededRandom(0).state())
                .startsWith(0xe220a8397b1dcdafL, 0x6e789e6aa1b965f4L, 0x06c45d188009454fL, 0xf88bb8a8724c81ecL);
    }

    @Test
    void goesOnFromARestoredState() {
        SeededRandom random = new SeededRandom(7);
        random.doubles(100).forEach(x -> assertThat(x).isBetween(0.0, 1.0));
        SeededRandom restored = SeededRandom.restore(random.state());
        assertThat(restored.longs(50)).containsExactly(random.longs(50).boxed().toArray(Long[]::new));
    }

    @Test
    void aStateOfZerosIsRefused() {
        assertThatThrownBy(() -> SeededRandom.restore(new long[4])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SeededRandom.restore(new long[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void streamsDifferByNameAndBySeed() {
        long[] first = LongStream.of(
                        SeededRandom.stream(1, "data").nextLong(),
                        SeededRandom.stream(1, "noise").nextLong(),
                        SeededRandom.stream(1, "").nextLong(),
                        SeededRandom.stream(2, "data").nextLong(),
                        new SeededRandom(1).nextLong())
                .toArray();
        assertThat(first).doesNotHaveDuplicates();
        assertThat(SeededRandom.stream(1, "data").nextLong()).isEqualTo(first[0]);
    }

    @Test
    void normalNumbersHaveTheMomentsOfTheNormalDistribution() {
        SeededRandom random = new SeededRandom(3);
        int n = 200_000;
        double[] z = DoubleStream.generate(random::nextGaussian).limit(n).toArray();
        // Five standard errors each: var(z) = 1, var(z²) = 2, var(z⁴) = 96.
        assertThat(DoubleStream.of(z).average().orElseThrow()).isCloseTo(0, within(5 / Math.sqrt(n)));
        assertThat(DoubleStream.of(z).map(x -> x * x).average().orElseThrow())
                .isCloseTo(1, within(5 * Math.sqrt(2.0 / n)));
        assertThat(DoubleStream.of(z).map(x -> x * x * x * x).average().orElseThrow())
                .isCloseTo(3, within(5 * Math.sqrt(96.0 / n)));
    }
}

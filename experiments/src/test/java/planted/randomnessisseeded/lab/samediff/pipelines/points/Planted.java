package planted.randomnessisseeded.lab.samediff.pipelines.points;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

final class Planted {
    private Planted() {}

    static Random badRandom() {
        return new Random();
    }

    static Supplier<Random> badReference() {
        return Random::new;
    }

    static SplittableRandom badSplittable() {
        return new SplittableRandom();
    }

    static int badSecure() {
        return new SecureRandom().nextInt();
    }

    static int badThreadLocal() {
        return ThreadLocalRandom.current().nextInt();
    }

    static double badMath() {
        return Math.random();
    }

    static UUID badUuid() {
        return UUID.randomUUID();
    }

    static void badShuffle(List<Integer> values) {
        Collections.shuffle(values);
    }

    static RandomGenerator badDefault() {
        return RandomGenerator.getDefault();
    }

    static RandomGenerator badAlgorithm() {
        return RandomGenerator.of("L64X128MixRandom");
    }

    static RandomGenerator badFactory() {
        return RandomGeneratorFactory.of("Random").create();
    }

    static Random fineRandom() {
        return new Random(1);
    }

    static SplittableRandom fineSplittable() {
        return new SplittableRandom(1);
    }

    static void fineShuffle(List<Integer> values) {
        Collections.shuffle(values, new Random(1));
    }

    static RandomGenerator fineFactory() {
        return RandomGeneratorFactory.of("Random").create(1);
    }
}

package planted.loggingisslf4j.lab.samediff.experiments.core;

import java.util.logging.Level;
import org.slf4j.LoggerFactory;

final class Planted {
    private Planted() {}

    static void badLogger() {
        java.util.logging.Logger.getLogger("a").info("b");
    }

    static Object badLevel() {
        return Level.INFO;
    }

    static void fineLogger() {
        LoggerFactory.getLogger("a").info("b");
    }
}

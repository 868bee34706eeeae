package lab.samediff.experiments.core;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals that ask runs to stop. The handler only sets a flag: the run writes its checkpoint between two steps. The
 * second Ctrl-C ends the process at once; its files are whole at any time.
 */
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
    /** By which schedulers take a machine back, and what a closed terminal sends. */
    private static final List<String> PREEMPTING = List.of("TERM", "USR1", "HUP", "XCPU");

    private Signals() {}

    /** Lets signals ask {@code stop}; returns it. */
    static Stop stopping(Stop stop) {
        AtomicInteger interrupts = new AtomicInteger();
        handle("INT", () -> {
            if (interrupts.incrementAndGet() > 1) Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
            stop.ask(Stop.Reason.INTERRUPT);
            LOG.warn("stopping after this step, with a checkpoint; Ctrl-C again ends at once");
        });
        PREEMPTING.forEach(name -> handle(name, () -> stop.ask(Stop.Reason.SIGNAL)));
        return stop;
    }

    // By reflection: the compiler warns of sun.misc whatever is suppressed, though jdk.unsupported exports it and
    // nothing else handles signals.
    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object acting = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) action.run();
                        return method.getName().equals("hashCode") ? name.hashCode() : null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), acting);
        } catch (ReflectiveOperationException e) {
            // Windows has fewer signals, and a JVM may keep some for itself.
            LOG.debug("signal {} can't be handled here", name, e);
        }
    }
}

package lab.samediff.experiments.core;

import java.util.ArrayList;
import java.util.List;

/**
 * The one-line {@code main} of an experiment: {@code Launcher.run(new VitMnist(), args)}. Takes the options of
 * {@code lab run}, after the name of a variant if one is wanted. Without any argument, as from an IDE, it runs the preset
 * QUICK.
 */
public final class Launcher {
    private Launcher() {}

    /** Runs the experiment and ends the program with the exit code of {@code lab run}. */
    public static void run(Experiment<?> experiment, String... args) {
        Lab.launch(experiment, args.length == 0, arguments(experiment.info(), args));
    }

    /** The arguments for {@code lab}. */
    static String[] arguments(Info info, String... args) {
        List<String> all = new ArrayList<>(List.of("run"));
        boolean named = args.length > 0 && !args[0].startsWith("-");
        if (!named) {
            all.add(info.name());
        }
        all.addAll(List.of(args));
        if (args.length == 0) {
            all.addAll(List.of("--preset", Preset.QUICK.label()));
        }
        return all.toArray(String[]::new);
    }
}

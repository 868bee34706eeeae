package lab.samediff.experiments.core;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code lab}. {@code lab --help} says what it can do and what it exits with. */
@Command(
        name = "lab",
        description = "Deep-learning experiments on SameDiff: run them, reproduce reported numbers, look at results.",
        mixinStandardHelpOptions = true,
        versionProvider = Lab.Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Lab implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls run
    private CommandSpec spec;

    private Lab() {}

    /** The program's version, for {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"SameDiff Lab " + Machine.versions().get("lab")};
        }
    }

    /** Runs a command and exits with its code. */
    public static void main(String[] args) {
        System.exit(main(Experiments.all(), args));
    }

    /** Runs a command over one experiment and exits with its code; says so first if the preset was not chosen. */
    static void launch(Experiment<?> experiment, boolean unasked, String... args) {
        if (unasked) {
            System.err.println("no arguments: running preset " + Preset.QUICK
                    + "; choose with --preset smoke|quick|standard|full, see --help");
        }
        System.exit(main(List.of(experiment), args));
    }

    /** Runs a command over these experiments on the program's own streams; returns its exit code. */
    @SuppressWarnings("SystemConsoleNull") // the build requires JDK 17, where null means no terminal
    static int main(List<Experiment<?>> experiments, String... args) {
        SerialFilter.install();
        // ND4J and SameDiff print to System.out. Answers have a stream of their own, taken before they are loaded.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        boolean terminal = System.console() != null;
        return execute(
                new Host(
                        Experiments.checked(experiments),
                        out,
                        System.err,
                        System.getenv(),
                        Path.of(""),
                        terminal,
                        true),
                args);
    }

    /** Runs a command over all experiments; returns its exit code. */
    public static int execute(PrintStream out, PrintStream err, Map<String, String> env, String... args) {
        return execute(Experiments.all(), out, err, env, args);
    }

    /** Runs a command over these experiments; returns its exit code. */
    public static int execute(
            List<Experiment<?>> experiments,
            PrintStream out,
            PrintStream err,
            Map<String, String> env,
            String... args) {
        return execute(new Host(Experiments.checked(experiments), out, err, env, Path.of(""), false, false), args);
    }

    private static int execute(Host host, String... args) {
        CommandLine lab = new CommandLine(new Lab())
                .addSubcommand(new ListCommand(host))
                .addSubcommand(new DescribeCommand(host))
                .addSubcommand(new RunCommand(host))
                .addSubcommand(new ResumeCommand(host))
                .addSubcommand(new ReplayCommand(host))
                .addSubcommand(new ReproduceCommand(host))
                .addSubcommand(new WorkCommand(host))
                .addSubcommand(new ReportCommand(host))
                .addSubcommand(new CheckpointsCommand(host))
                .addSubcommand(DataCommand.commandLine(host))
                .addSubcommand(new DoctorCommand(host))
                .addSubcommand("completion", new AutoComplete.GenerateCompletion());
        lab.setOut(new PrintWriter(host.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(host.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(host.terminal() ? Ansi.AUTO : Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((e, arguments) -> refused(host, e))
                .setExecutionExceptionHandler((e, command, result) -> failed(host, e));
        describeExitCodes(lab);
        try {
            return lab.execute(args);
        } catch (OutOfMemoryError e) {
            // Outside of a run, such as while its report is made; picocli lets errors pass.
            return failed(host, e);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? lab --help shows them");
    }

    private static void describeExitCodes(CommandLine command) {
        command.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
        command.getCommandSpec().usageMessage().exitCodeList(ExitCode.meanings());
        command.getSubcommands().values().forEach(Lab::describeExitCodes);
    }

    private static int refused(Host host, ParameterException e) {
        host.err().println("lab: " + Names.printable(String.valueOf(e.getMessage())));
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        host.err().println(name + " --help says more");
        return ExitCode.USAGE;
    }

    private static int failed(Host host, Throwable e) {
        host.err().println("lab: " + Outcome.message(e));
        return ExitCode.of(e);
    }
}

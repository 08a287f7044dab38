package org.deltaw.cli;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.deltaw.runtime.Application;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.runtime.Installation;
import org.deltaw.storage.IoReason;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The {@code deltaw} command. */
@ServiceProvider(Application.class)
public final class DeltaW implements Application {
    @Override
    public int run(ExtensionRegistry registry, String[] args) {
        return run(registry, args, Console.ofProcess(), StopSignal::onInterrupt);
    }

    /**
     * Runs one command.
     *
     * @param stop makes the signal that ends a training early
     */
    static int run(ExtensionRegistry registry, String[] args, Console console, Function<Console, StopSignal> stop) {
        MainCommand main = new MainCommand(console);
        CommandLine line = commandLine(main, registry, console, stop);
        int code = new Invocation(main, line, console, new Failures(registry)).run(meant(args));
        Optional<IOException> unwritten = console.flush();
        if (unwritten.isPresent() && code == ExitCode.DONE) {
            console.error("The output could not be written: " + IoReason.of(unwritten.get()) + ".");
            return ExitCode.INPUT;
        }
        return code;
    }

    /** Who types {@code help fit} means {@code fit --help}. */
    private static String[] meant(String[] args) {
        if (args.length == 0 || !args[0].equals("help")) {
            return args;
        }
        String[] meant = Arrays.copyOfRange(args, 1, args.length + 1);
        meant[args.length - 1] = "--help";
        return meant;
    }

    /** Makes all commands. */
    static CommandLine commandLine(
            MainCommand main, ExtensionRegistry registry, Console console, Function<Console, StopSignal> stop) {
        Optional<Installation> installation = Installation.current();
        return new CommandLine(main)
                .addSubcommand(new FitCommand(console, registry, stop))
                .addSubcommand(new ResumeCommand(console, registry, stop))
                .addSubcommand(new PosteriorCommand(console, registry, stop))
                .addSubcommand(new EvaluateCommand(console, registry))
                .addSubcommand(new ValidateCommand(console, registry, stop))
                .addSubcommand(new RecoverCommand(console, registry, stop))
                .addSubcommand(new SelectCommand(console, registry, stop))
                .addSubcommand(new CompareCommand(console, registry, stop))
                .addSubcommand(new InspectCommand(console))
                .addSubcommand(new ExplainCommand(console, registry))
                .addSubcommand(new SimulateCommand(console, registry))
                .addSubcommand(new ConvertCommand(console, registry))
                .addSubcommand(new ReproduceCommand(console, registry, stop))
                .addSubcommand(new PluginsCommand(console, registry))
                .addSubcommand(new DescribeCommand(console, registry))
                .addSubcommand(new NewPluginCommand(console, registry, installation))
                .addSubcommand(new InstallCommand(console, installation))
                .addSubcommand(new RemoveCommand(console, registry, installation))
                .addSubcommand(new WatchCommand(console, registry, installation, stop))
                .addSubcommand(new AssembleCommand(console, registry, installation))
                .addSubcommand(new SchemaCommand(console, registry))
                .addSubcommand(new SelfTestCommand(console, registry))
                .addSubcommand(new BenchCommand(console, registry))
                .addSubcommand(new VersionCommand(console, registry))
                .addSubcommand(new CompletionCommand(console))
                .setOut(console.out())
                .setErr(console.err())
                .setExpandAtFiles(false)
                .setColorScheme(Help.defaultColorScheme(console.isColoured() ? Help.Ansi.ON : Help.Ansi.OFF));
    }
}

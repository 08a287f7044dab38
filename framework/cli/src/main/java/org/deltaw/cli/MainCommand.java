package org.deltaw.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What {@code deltaw} does without a command: it says which there are. */
@Command(name = "deltaw", synopsisSubcommandLabel = "COMMAND",
        description = {
            "Finds the rule by which synapses change: fits families of plasticity rules to recorded activity or choices.",
            ""},
        commandListHeading = "%nCommands:%n",
        footer = {"", "Examples:",
            "  deltaw fit examples/example-fly.yaml    fit a rule to the choices of a fly",
            "  deltaw fit my.yaml training.epochs=50   fit what a spec says, with a change",
            "  deltaw describe taylor                  what a rule is, and its settings",
            "", "'deltaw COMMAND --help' explains a command."})
final class MainCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec self = CommandSpec.create();

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // Picocli asks its own mark.
    private boolean help;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where in the program an error arose.")
    private boolean debug;

    MainCommand(Console console) {
        this.console = console;
    }

    boolean debug() {
        return debug;
    }

    @Override
    public Integer call() {
        self.commandLine().usage(console.out());
        return ExitCode.DONE;
    }
}

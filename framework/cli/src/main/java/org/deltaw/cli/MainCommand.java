package org.deltaw.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
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
            "", "Exit codes: 0 done; 1 a fault in DeltaW; 2 your input, a plugin or a disk is at",
            "fault; 3 a fit did not converge, or the diagnostics of a posterior failed;",
            "75 asked to end with work left; 130 Ctrl-C.",
            "", "'deltaw COMMAND --help' explains a command."})
final class MainCommand implements Callable<Answer> {
    private final Console console;

    @Spec
    private CommandSpec self = CommandSpec.create();

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // Picocli asks its own mark.
    private boolean help;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show where in the program an error arose.")
    private boolean debug;

    @Option(names = {"-q", "--quiet"}, scope = ScopeType.INHERIT, description = "Print the result only, not how it goes.")
    private boolean quiet;

    @Option(names = "--json", scope = ScopeType.INHERIT,
            description = "Print one JSON object and nothing else, for programs.")
    private boolean json;

    @Option(names = "--progress", paramLabel = "FORM", scope = ScopeType.INHERIT,
            description = "text, or json: lines for programs, on standard error.")
    private ProgressForm progress = ProgressForm.text;

    /** How progress is shown. */
    enum ProgressForm { text, json }

    MainCommand(Console console) {
        this.console = console;
    }

    boolean debug() {
        return debug;
    }

    /** Says for whom the command that was parsed is to write. */
    void prepare() {
        console.use(json ? Console.Form.JSON : quiet ? Console.Form.QUIET : Console.Form.TEXT, progress == ProgressForm.json);
    }

    @Override
    public Answer call() {
        return help(self.commandLine());
    }

    /** Explains a command. */
    Answer help(CommandLine command) {
        console.print(command.getUsageMessage().stripTrailing());
        Map<String, String> commands = new LinkedHashMap<>();
        command.getSubcommands().forEach((name, each) -> commands.put(name,
                String.join(" ", each.getCommandSpec().usageMessage().header())));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("text", command.getUsageMessage(CommandLine.Help.Ansi.OFF));
        result.put("commands", commands);
        return Answer.of("help", result);
    }
}

package org.deltaw.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a script with which a shell completes commands and options. */
@Command(name = "completion",
        header = "Writes a script for the completion of commands in a shell.",
        descriptionHeading = "%n",
        description = "Writes a script with which your shell completes commands, options and file names.",
        footer = {"", "Examples:", "  source <(deltaw completion bash)     # for this shell",
            "  deltaw completion bash > ~/.local/share/bash-completion/completions/deltaw",
            "  deltaw completion zsh >> ~/.zshrc"})
final class CompletionCommand implements Callable<Answer> {
    /** A shell that can be served. */
    enum Shell { bash, zsh }

    private final Console console;

    @Spec
    private CommandSpec self;

    @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("UnusedVariable") // There is one shell, and it must be named.
    private Shell shell;

    CompletionCommand(Console console) {
        this.console = console;
        this.self = CommandSpec.create();
        this.shell = Shell.bash;
    }

    @Override
    public Answer call() {
        CommandLine root = self.root().commandLine();
        // One script serves both: in zsh it loads the completion of bash first.
        String script = AutoComplete.bash(self.root().name(), root).stripTrailing();
        console.print(script);
        return Answer.of("completion", Map.of("script", script));
    }
}

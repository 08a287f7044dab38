package org.deltaw.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.deltaw.spec.json.JsonText;
import org.deltaw.study.record.WarningsJson;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * One run of a command: what it answers, or why it ended early, and in which form that is written. The only place that knows
 * what surrounds the result for programs: {@code {schema, command, directory, exitCode, warnings, result}}, or {@code error} in
 * place of {@code result}.
 */
final class Invocation {
    private static final String JSON = "--json";

    private final MainCommand main;
    private final CommandLine line;
    private final Console console;
    private final Failures failures;
    private String command = "";

    Invocation(MainCommand main, CommandLine line, Console console, Failures failures) {
        this.main = main;
        this.line = line.setExecutionStrategy(this::executed)
                .setParameterExceptionHandler((wrong, args) -> misused(wrong.getCommandLine(), UsageText.of(wrong), args))
                .setExecutionExceptionHandler((thrown, _, _) -> failed(thrown));
        this.console = console;
        this.failures = failures;
    }

    /** Returns the exit code. */
    int run(String... args) {
        try {
            return line.execute(args);
        } catch (Error error) {
            // Exceptions went to the handler; this is lack of memory, a missing class and the like.
            return failed(error);
        }
    }

    private int executed(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine asked = last.commandSpec().commandLine();
        command = name(asked);
        main.prepare();
        if (last.isUsageHelpRequested() || parsed.isUsageHelpRequested()) {
            return answered(main.help(asked));
        }
        int code = new CommandLine.RunLast().execute(parsed);
        return asked.getExecutionResult() instanceof Answer answer ? answered(answer) : code;
    }

    private int answered(Answer answer) {
        if (console.isForPrograms()) {
            Map<String, Object> json = about(answer.kind(), answer.directory(), answer.exitCode());
            json.put("result", answer.result().get());
            console.object(JsonText.write(json).stripTrailing());
        }
        return answer.exitCode();
    }

    private int failed(Throwable thrown) {
        Failures.Failure failure = failures.of(thrown);
        told(failure);
        if (main.debug()) {
            thrown.printStackTrace(console.err());
        }
        return failure.exitCode();
    }

    /** Where parsing fails, options after the mistake were not seen. */
    private int misused(CommandLine asked, String sentence, String... args) {
        command = name(asked);
        main.prepare();
        if (Arrays.asList(args).contains(JSON)) {
            console.use(Console.Form.JSON, console.hasProgressLines());
        }
        told(Failures.Failure.ofInput(sentence));
        return ExitCode.INPUT;
    }

    private void told(Failures.Failure failure) {
        if (!console.isForPrograms()) {
            console.error(failure.sentence());
            return;
        }
        Map<String, Object> json = about("error", Optional.empty(), failure.exitCode());
        json.put("error", failure.json());
        console.object(JsonText.write(json).stripTrailing());
    }

    private Map<String, Object> about(String kind, Optional<Path> directory, int exitCode) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", "deltaw-" + kind + "/1");
        json.put("command", command);
        json.put("directory", directory.map(folder -> folder.toAbsolutePath().normalize().toString()));
        json.put("exitCode", exitCode);
        json.put("warnings", WarningsJson.of(console.warnings()));
        return json;
    }

    private String name(CommandLine asked) {
        return asked.getParent() == null ? "" : asked.getCommandName();
    }
}

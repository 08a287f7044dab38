package org.deltaw.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.json.JsonFile;
import org.deltaw.spec.schema.SchemaWriter;
import org.deltaw.storage.AtomicFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the schema of spec files. */
@Command(name = "schema",
        header = "Writes a JSON Schema of spec files, for editors.",
        descriptionHeading = "%n",
        description = {
            "Writes a JSON Schema of spec files, with which editors complete keys and underline mistakes. It holds the "
                    + "settings of all plugins that are installed."},
        footer = {"", "Examples:", "  deltaw schema -o deltaw-schema.json", "",
            "Then begin a spec with the line", "  # yaml-language-server: $schema=deltaw-schema.json"})
final class SchemaCommand implements Callable<Answer> {
    private final Console console;
    private final ExtensionRegistry registry;

    @Option(names = "--answers", description = "Write the schema of what commands print with --json instead.")
    private boolean answers;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Write to this file instead of the screen.")
    private @Nullable Path file;

    SchemaCommand(Console console, ExtensionRegistry registry) {
        this.console = console;
        this.registry = registry;
    }

    @Override
    public Answer call() {
        String schema = answers ? ofAnswers() : SchemaWriter.write(registry);
        Answer answer = Answer.of("schema", Map.of("schema", JsonFile.read("schema", schema)));
        if (file == null) {
            console.print(schema.stripTrailing());
            return answer;
        }
        AtomicFile.write(file, schema);
        console.print("Wrote " + file + ".");
        return answer.in(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    }

    /** Reads the schema of what {@code --json} prints. */
    static String ofAnswers() {
        try (InputStream in = SchemaCommand.class.getResourceAsStream("answers.schema.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}

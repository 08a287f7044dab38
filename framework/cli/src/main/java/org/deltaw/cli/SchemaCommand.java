package org.deltaw.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.deltaw.runtime.ExtensionRegistry;
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
final class SchemaCommand implements Callable<Integer> {
    private final Console console;
    private final ExtensionRegistry registry;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Write to this file instead of the screen.")
    private @Nullable Path file;

    SchemaCommand(Console console, ExtensionRegistry registry) {
        this.console = console;
        this.registry = registry;
    }

    @Override
    public Integer call() {
        String schema = SchemaWriter.write(registry);
        if (file == null) {
            console.print(schema.stripTrailing());
        } else {
            AtomicFile.write(file, schema);
            console.print("Wrote " + file + ".");
        }
        return ExitCode.DONE;
    }
}

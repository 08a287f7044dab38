package org.deltaw.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.deltaw.spec.SpecFile;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.study.inspect.Inspection;

/** Reads the specs that a user names, and says what to do if it is data that she names. */
final class Specs {
    /** What is called so is meant as a spec, however wrong it is. */
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private Specs() {}

    /**
     * Reads a spec.
     *
     * @throws InvalidSpecException if it is none; if it is a data file, what is in that has been written to the console
     */
    static SpecFile read(Console console, Path file, List<String> overrides) {
        try {
            return SpecFile.read(file, overrides);
        } catch (InvalidSpecException refused) {
            Optional<Inspection> data = data(file);
            if (data.isEmpty()) {
                throw refused;
            }
            InspectText text = new InspectText(console, false);
            text.content(data.get());
            text.guess(data.get(), data.get().draft(Path.of("").toAbsolutePath()));
            console.print("");
            InvalidSpecException isData = new InvalidSpecException("", file + " is no spec but data ("
                    + data.get().files().getFirst().format()
                    + "); 'deltaw inspect " + file + " -o spec.yaml' writes a spec for it.", file.toString(), 0);
            isData.addSuppressed(refused);
            throw isData;
        }
    }

    /** Looks into a file that is no spec, if it is meant as something else. */
    private static Optional<Inspection> data(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!Files.isRegularFile(file) || ENDINGS.stream().anyMatch(name::endsWith)) {
            return Optional.empty();
        }
        try {
            Inspection inspection = Inspection.of(List.of(file.toString()), Path.of("").toAbsolutePath());
            return Optional.of(inspection).filter(Inspection::isData);
        } catch (InvalidSpecException unreadable) {
            return Optional.empty();
        }
    }
}

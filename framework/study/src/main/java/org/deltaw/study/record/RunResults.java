package org.deltaw.study.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.AtomicFile;
import org.deltaw.storage.Folders;

/**
 * What came out of one problem of a run: {@code history.csv} (epoch, loss and every fitted number), {@code
 * parameters.json}, {@code metrics.json} and {@code checkpoint.json}, from which a run goes on with the same
 * bits. Numbers are written so that reading them gives the same bits; those that are not finite are the
 * texts {@code NaN}, {@code Infinity} and {@code -Infinity} in JSON.
 */
public final class RunResults {
    private static final String CHECKPOINT = "checkpoint.json";
    private static final String PARAMETERS = "parameters.json";

    private final Path directory;

    RunResults(Path directory) {
        this.directory = directory;
    }

    /** Returns the directory in which the files are. */
    public Path directory() {
        return directory;
    }

    /**
     * Keeps the state of a training.
     *
     * @param names of the fitted numbers, as {@link org.deltaw.kernel.fit.Problem#names} gives them
     */
    public void write(Checkpoint checkpoint, List<String> names) {
        write(CHECKPOINT, CheckpointJson.write(checkpoint));
        write("history.csv", history(checkpoint.history(), names));
    }

    /**
     * Keeps the result of a training, and its last state.
     *
     * @param names of the fitted numbers
     */
    public void write(FitResult result, List<String> names) {
        write(result.checkpoint(), names);
        write(PARAMETERS, JsonText.write(ResultJson.parameters(result)));
        write("metrics.json", JsonText.write(ResultJson.metrics(result)));
    }

    /** Writes any other file, such as a report, in the same safe way. */
    public void write(String fileName, String text) {
        Folders.create(directory);
        AtomicFile.write(directory.resolve(fileName), text);
    }

    /**
     * Returns the state in which a training can go on; empty if it was stopped before the first was kept.
     *
     * @throws InvalidSpecException if the file is damaged
     */
    public Optional<Checkpoint> checkpoint() {
        Path file = directory.resolve(CHECKPOINT);
        return Files.exists(file) ? Optional.of(CheckpointJson.read(file)) : Optional.empty();
    }

    /**
     * Returns the values of all parameters, by scope and name; empty if the training has not ended.
     *
     * @throws InvalidSpecException if the file is damaged
     */
    public Optional<Map<String, Map<String, double[]>>> parameters() {
        Path file = directory.resolve(PARAMETERS);
        return Files.exists(file) ? Optional.of(ResultJson.parameters(file)) : Optional.empty();
    }

    private static String history(List<Epoch> history, List<String> names) {
        StringBuilder csv = new StringBuilder();
        List<String> header = new ArrayList<>(List.of("epoch", "loss"));
        header.addAll(names);
        csv.append(String.join(",", header.stream().map(RunResults::cell).toList())).append('\n');
        for (Epoch epoch : history) {
            csv.append(epoch.number()).append(',').append(epoch.loss());
            for (double value : epoch.parameters()) {
                csv.append(',').append(value);
            }
            csv.append('\n');
        }
        return csv.toString();
    }

    /** Puts a text in quotes if it holds what separates cells (RFC 4180). */
    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

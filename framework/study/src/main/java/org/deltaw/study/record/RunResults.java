package org.deltaw.study.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.spec.json.JsonFile;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.AtomicFile;
import org.deltaw.storage.Folders;

/**
 * What came out of one problem of a run: {@code history.csv} (epoch, loss and every fitted number), {@code
 * parameters.json}, {@code metrics.json} and {@code checkpoint.json}, from which a run goes on with the same
 * bits. Numbers are written so that reading them gives the same bits; those that are not finite are null or
 * empty (see {@link org.deltaw.spec.json.JsonText}), and in the checkpoint the texts {@code NaN}, {@code Infinity} and {@code
 * -Infinity}.
 */
public final class RunResults {
    private static final String CHECKPOINT = "checkpoint.json";
    private static final String PARAMETERS = "parameters.json";
    private static final String METRICS = "metrics.json";

    private final Path directory;
    private final Optional<String> run;
    private final String subject;

    /**
     * Names the files of one problem.
     *
     * @param run the digest of the run's identity; empty if an earlier DeltaW wrote it, so that nothing can be checked
     * @param subject whose they are; empty if all subjects share them
     */
    RunResults(Path directory, Optional<String> run, String subject) {
        this.directory = directory;
        this.run = run;
        this.subject = subject;
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
        write(CHECKPOINT, seal("checkpoint").writeExact(CheckpointJson.write(checkpoint)));
        write("history.csv", history(checkpoint.history(), names));
    }

    /**
     * Keeps the result of a training, and its last state.
     *
     * @param names of the fitted numbers
     */
    public void write(FitResult result, List<String> names) {
        write(result.checkpoint(), names);
        write(PARAMETERS, seal("parameters").write(ResultJson.parameters(result)));
        write(METRICS, seal("metrics").write(ResultJson.metrics(result)));
    }

    /** Writes any other file, such as a report, in the same safe way. */
    public void write(String fileName, String text) {
        Folders.create(directory);
        AtomicFile.write(directory.resolve(fileName), text);
    }

    /** Writes any other file of bytes, in the same safe way. */
    public void write(String fileName, AtomicFile.Content content) {
        Folders.create(directory);
        AtomicFile.stream(directory.resolve(fileName), content);
    }

    /**
     * Returns the state in which a training can go on; empty if it was stopped before the first was kept.
     *
     * @throws InvalidSpecException if the file is damaged
     */
    public Optional<Checkpoint> checkpoint() {
        return verified(CHECKPOINT, "checkpoint").map(CheckpointJson::read);
    }

    /**
     * Returns the values of all parameters, by owner and {@link org.deltaw.kernel.model.ParameterValue#label}, and the means of targets
     * beside them; empty if the training has not ended.
     *
     * @throws InvalidSpecException if the file is damaged
     */
    public Optional<Map<String, Map<String, double[]>>> parameters() {
        return verified(PARAMETERS, "parameters").map(ResultJson::parameters);
    }

    /**
     * Returns how training ended and how well the model describes the data; empty if the training has not ended.
     *
     * @throws InvalidSpecException if the file is damaged
     */
    public Optional<JsonTree> metrics() {
        return verified(METRICS, "metrics").map(JsonTree::read);
    }

    /** Returns what {@code parameters.json} and {@code metrics.json} hold, for programs; null for what is not there. */
    public Map<String, Object> json() {
        Map<String, Object> json = about();
        json.put("parameters", verified(PARAMETERS, "parameters").map(JsonFile::read));
        json.put("metrics", verified(METRICS, "metrics").map(JsonFile::read));
        return json;
    }

    /** Returns whose results they are and where, for programs. */
    public Map<String, Object> about() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("subject", subject);
        json.put("directory", directory.toAbsolutePath().normalize().toString());
        return json;
    }

    private Optional<Path> verified(String name, String kind) {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        run.ifPresent(_ -> seal(kind).verify(file));
        return Optional.of(file);
    }

    private About seal(String kind) {
        return new About("deltaw-" + kind + "/1", run.orElse(""), subject);
    }

    private static String history(List<Epoch> history, List<String> names) {
        List<Object> header = new ArrayList<>(List.of("epoch", "loss"));
        header.addAll(names);
        Csv csv = new Csv().row(header);
        for (Epoch epoch : history) {
            List<Object> row = new ArrayList<>(List.of(epoch.number(), epoch.loss()));
            Arrays.stream(epoch.parameters()).forEach(row::add);
            csv.row(row);
        }
        return csv.toString();
    }
}

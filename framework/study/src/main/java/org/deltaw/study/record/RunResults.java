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
 * What came out of one problem of a run: {@code history.csv} (start, epoch, loss and every fitted number), {@code
 * parameters.json}, {@code metrics.json} and {@code checkpoint.json}, from which a run goes on with the same
 * bits. Numbers are written so that reading them gives the same bits; those that are not finite are null or
 * empty (see {@link org.deltaw.spec.json.JsonText}), and in the checkpoint the texts {@code NaN}, {@code Infinity} and {@code
 * -Infinity}.
 */
public final class RunResults {
    private static final String CHECKPOINT = "checkpoint.json";
    private static final String PARAMETERS = "parameters.json";
    private static final String METRICS = "metrics.json";
    private static final String CHECKPOINT_FORMAT = "deltaw-checkpoint/2";
    private static final String PARAMETERS_FORMAT = "deltaw-parameters/1";
    private static final String METRICS_FORMAT = "deltaw-metrics/1";

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
        write(CHECKPOINT, seal(CHECKPOINT_FORMAT).writeExact(CheckpointJson.write(checkpoint)));
        write("history.csv", history(checkpoint, names));
    }

    /**
     * Keeps the result of a training, and its last state.
     *
     * @param names of the fitted numbers
     */
    public void write(FitResult result, List<String> names) {
        write(result.starts().checkpoint(), names);
        write(PARAMETERS, seal(PARAMETERS_FORMAT).write(ResultJson.parameters(result)));
        write(METRICS, seal(METRICS_FORMAT).write(ResultJson.metrics(result)));
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
        return verified(CHECKPOINT, CHECKPOINT_FORMAT).map(CheckpointJson::read);
    }

    /**
     * Returns the values of all parameters, by owner and {@link org.deltaw.kernel.model.ParameterValue#label}, and the means of targets
     * beside them; empty if the training has not ended.
     *
     * @throws InvalidSpecException if the file is damaged
     */
    public Optional<Map<String, Map<String, double[]>>> parameters() {
        return verified(PARAMETERS, PARAMETERS_FORMAT).map(ResultJson::parameters);
    }

    /**
     * Returns how training ended and how well the model describes the data; empty if the training has not ended.
     *
     * @throws InvalidSpecException if the file is damaged
     */
    public Optional<JsonTree> metrics() {
        return verified(METRICS, METRICS_FORMAT).map(JsonTree::read);
    }

    /**
     * Returns how many replicates recordings had in the end, by their names; of a training that has not ended, where it stands.
     *
     * @throws InvalidSpecException if the file is damaged
     */
    public Map<String, Integer> replicates() {
        return metrics().map(MetricsJson::replicates)
                .orElseGet(() -> checkpoint().map(Checkpoint::replicates).orElseGet(Map::of));
    }

    /** Returns what {@code parameters.json} and {@code metrics.json} hold, for programs; null for what is not there. */
    public Map<String, Object> json() {
        Map<String, Object> json = about();
        json.put("parameters", verified(PARAMETERS, PARAMETERS_FORMAT).map(JsonFile::read));
        json.put("metrics", verified(METRICS, METRICS_FORMAT).map(JsonFile::read));
        return json;
    }

    /** Returns whose results they are and where, for programs. */
    public Map<String, Object> about() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("subject", subject);
        json.put("directory", directory.toAbsolutePath().normalize().toString());
        return json;
    }

    private Optional<Path> verified(String name, String format) {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        run.ifPresent(_ -> seal(format).verify(file));
        return Optional.of(file);
    }

    private About seal(String format) {
        return new About(format, run.orElse(""), subject);
    }

    private static String history(Checkpoint checkpoint, List<String> names) {
        List<Object> header = new ArrayList<>(List.of("start", "epoch", "loss"));
        header.addAll(names);
        Csv csv = new Csv().row(header);
        for (int i = 0; i < checkpoint.starts().size(); i++) {
            for (Epoch epoch : checkpoint.starts().get(i).history()) {
                List<Object> row = new ArrayList<>(List.of(i + 1, epoch.number(), epoch.loss()));
                Arrays.stream(epoch.parameters()).forEach(row::add);
                csv.row(row);
            }
        }
        return csv.toString();
    }
}

package org.deltaw.study.record;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.SearchStand;
import org.deltaw.spec.json.JsonInput;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.optimizer.OptimizerState;

/** Checkpoints as JSON. */
final class CheckpointJson {
    private double[] parameters = {};
    private String optimizer = "";
    private long version = -1;
    private final Map<String, double[]> state = new LinkedHashMap<>();
    private final List<Epoch> history = new ArrayList<>();
    private double bestLoss = Double.NaN;
    private long epochsSinceBest = -1;
    private double loss = Double.NaN;
    private final List<Checkpoint.Start> starts = new ArrayList<>();

    private final Path file;

    private CheckpointJson(Path file) {
        this.file = file;
    }

    /** Returns what {@code spec.json.JsonText} writes. */
    static SequencedMap<String, Object> write(Checkpoint checkpoint) {
        SequencedMap<String, Object> json = json(checkpoint);
        if (!checkpoint.starts().isEmpty()) {
            json.put("starts", checkpoint.starts().stream().map(CheckpointJson::start).toList());
        }
        return json;
    }

    private static Map<String, Object> start(Checkpoint.Start start) {
        SequencedMap<String, Object> json = json(start.end());
        json.put("loss", start.loss());
        return json;
    }

    private static SequencedMap<String, Object> json(Checkpoint checkpoint) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("parameters", checkpoint.parameters());
        json.put("optimizer", optimizer(checkpoint.search()));
        json.put("bestLoss", checkpoint.bestLoss());
        json.put("epochsSinceBest", checkpoint.epochsSinceBest());
        json.put("history", checkpoint.history().stream().map(CheckpointJson::epoch).toList());
        return json;
    }

    private static Map<String, Object> optimizer(SearchStand search) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("name", search.optimizer().name());
        json.put("version", search.state().version());
        json.put("state", search.state().arrays());
        return json;
    }

    private static Map<String, Object> epoch(Epoch epoch) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("loss", epoch.loss());
        json.put("parameters", epoch.parameters());
        return json;
    }

    /**
     * Reads a checkpoint.
     *
     * @throws InvalidSpecException if the file is damaged
     */
    static Checkpoint read(Path file) {
        return JsonInput.read(file, in -> new CheckpointJson(file).checkpoint(in));
    }

    private Checkpoint checkpoint(JsonInput in) {
        in.map(key -> {
            switch (key) {
                case "parameters" -> parameters = in.numbers();
                case "optimizer" -> optimizer(in);
                case "bestLoss" -> bestLoss = in.number();
                case "epochsSinceBest" -> epochsSinceBest = in.whole();
                case "history" -> in.list(() -> epoch(in));
                case "loss" -> loss = in.number();
                case "starts" -> in.list(() -> starts.add(new CheckpointJson(file).start(in)));
                default -> in.skip();
            }
        });
        JsonInput.require(epochsSinceBest >= 0 && epochsSinceBest <= history.size());
        JsonInput.require(!Double.isNaN(bestLoss));
        JsonInput.require(history.stream().allMatch(epoch -> epoch.parameters().length == parameters.length));
        return new Checkpoint(search(), history, bestLoss, (int) epochsSinceBest, starts);
    }

    private Checkpoint.Start start(JsonInput in) {
        Checkpoint end = checkpoint(in);
        JsonInput.require(!Double.isNaN(loss) && starts.isEmpty());
        return new Checkpoint.Start(loss, end);
    }

    private SearchStand search() {
        JsonInput.require(!optimizer.isEmpty() && version >= 0 && version <= Integer.MAX_VALUE);
        return new SearchStand(new ExtensionId(optimizer), parameters, new OptimizerState((int) version, state));
    }

    private void optimizer(JsonInput in) {
        in.map(key -> {
            switch (key) {
                case "name" -> optimizer = in.text();
                case "version" -> version = in.whole();
                case "state" -> in.map(name -> state.put(name, in.numbers()));
                case "mean", "radius" -> throw beforeOptimizers();
                default -> in.skip();
            }
        });
    }

    /** Their states had other names then, and no version. */
    private InvalidSpecException beforeOptimizers() {
        return new InvalidSpecException(file + " was written by a version of DeltaW in which optimizers were no plugins; resume "
                + "with that version, or start anew.");
    }

    private void epoch(JsonInput in) {
        SequencedMap<String, double[]> entries = new LinkedHashMap<>();
        in.map(key -> {
            switch (key) {
                case "loss" -> entries.put(key, new double[] {in.number()});
                case "parameters" -> entries.put(key, in.numbers());
                default -> in.skip();
            }
        });
        JsonInput.require(entries.size() == 2);
        history.add(new Epoch(history.size() + 1,
                Objects.requireNonNull(entries.get("loss"))[0], Objects.requireNonNull(entries.get("parameters"))));
    }
}

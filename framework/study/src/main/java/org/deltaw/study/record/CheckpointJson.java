package org.deltaw.study.record;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.deltaw.kernel.minimise.AdamState;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.OptimizerState;
import org.deltaw.kernel.minimise.TrustRegionState;
import org.deltaw.spec.json.JsonInput;
import org.deltaw.spi.InvalidSpecException;

/** Checkpoints as JSON. */
final class CheckpointJson {
    private double[] parameters = {};
    private double[] mean = {};
    private double[] square = {};
    private long updates = -1;
    private double radius = Double.NaN;
    private final List<Epoch> history = new ArrayList<>();
    private double bestLoss = Double.NaN;
    private long epochsSinceBest = -1;
    private double loss = Double.NaN;
    private final List<Checkpoint.Start> starts = new ArrayList<>();

    private CheckpointJson() {}

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
        json.put("optimizer", optimizer(checkpoint.optimizer()));
        json.put("bestLoss", checkpoint.bestLoss());
        json.put("epochsSinceBest", checkpoint.epochsSinceBest());
        json.put("history", checkpoint.history().stream().map(CheckpointJson::epoch).toList());
        return json;
    }

    private static Map<String, Object> optimizer(OptimizerState state) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        switch (state) {
            case AdamState adam -> {
                json.put("updates", adam.updates());
                json.put("mean", adam.mean());
                json.put("square", adam.square());
            }
            case TrustRegionState region -> json.put("radius", region.radius());
        }
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
        return JsonInput.read(file, in -> new CheckpointJson().checkpoint(in));
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
                case "starts" -> in.list(() -> starts.add(new CheckpointJson().start(in)));
                default -> in.skip();
            }
        });
        JsonInput.require(epochsSinceBest >= 0 && epochsSinceBest <= history.size());
        JsonInput.require(!Double.isNaN(bestLoss));
        JsonInput.require(history.stream().allMatch(epoch -> epoch.parameters().length == parameters.length));
        return new Checkpoint(parameters, state(), history, bestLoss, (int) epochsSinceBest, starts);
    }

    private Checkpoint.Start start(JsonInput in) {
        Checkpoint end = checkpoint(in);
        JsonInput.require(!Double.isNaN(loss) && starts.isEmpty());
        return new Checkpoint.Start(loss, end);
    }

    private OptimizerState state() {
        int size = parameters.length;
        if (radius >= 0) {
            return new TrustRegionState(radius);
        }
        JsonInput.require(updates >= 0 && mean.length == size && square.length == size);
        return new AdamState(mean, square, updates);
    }

    private void optimizer(JsonInput in) {
        in.map(key -> {
            switch (key) {
                case "updates" -> updates = in.whole();
                case "mean" -> mean = in.numbers();
                case "square" -> square = in.numbers();
                case "radius" -> radius = in.number();
                default -> in.skip();
            }
        });
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

package org.deltaw.study.record;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.SearchStand;
import org.deltaw.spec.json.JsonInput;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.optimizer.OptimizerState;

/** Checkpoints as JSON. */
final class CheckpointJson {
    private static final String REPLICATES = "replicates";

    private CheckpointJson() {}

    /** Returns what {@code spec.json.JsonText} writes. */
    static SequencedMap<String, Object> write(Checkpoint checkpoint) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        if (!checkpoint.replicates().isEmpty()) {
            json.put(REPLICATES, new TreeMap<>(checkpoint.replicates()));
        }
        json.put("starts", checkpoint.starts().stream().map(CheckpointJson::start).toList());
        return json;
    }

    private static Map<String, Object> start(Checkpoint.Start start) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("parameters", start.parameters());
        json.put("optimizer", optimizer(start.search()));
        json.put("bestLoss", start.bestLoss());
        json.put("epochsSinceBest", start.epochsSinceBest());
        json.put("history", start.history().stream().map(CheckpointJson::epoch).toList());
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
     * @throws InvalidSpecException if the file is damaged, or of the time when starts were trained one after the other
     */
    static Checkpoint read(Path file) {
        List<Checkpoint.Start> starts = new ArrayList<>();
        Map<String, Integer> replicates = new LinkedHashMap<>();
        return JsonInput.read(file, in -> {
            in.map(key -> {
                switch (key) {
                    case "starts" -> in.list(() -> starts.add(new StartReader().read(in)));
                    case REPLICATES -> in.map(recording -> replicates.put(recording, replicates(in)));
                    case "optimizer" -> throw new InvalidSpecException(file + " was written by an earlier version of DeltaW, which "
                            + "trained starts one after the other; resume with that version, or start anew.");
                    default -> in.skip();
                }
            });
            return new Checkpoint(starts, replicates);
        });
    }

    private static int replicates(JsonInput in) {
        long number = in.whole();
        JsonInput.require(number > 0 && number <= Integer.MAX_VALUE);
        return (int) number;
    }

    /** Reads where one start stands. */
    private static final class StartReader {
        private double[] parameters = {};
        private String optimizer = "";
        private long version = -1;
        private final Map<String, double[]> state = new LinkedHashMap<>();
        private final List<Epoch> history = new ArrayList<>();
        private double bestLoss = Double.NaN;
        private long epochsSinceBest = -1;

        Checkpoint.Start read(JsonInput in) {
            in.map(key -> {
                switch (key) {
                    case "parameters" -> parameters = in.numbers();
                    case "optimizer" -> optimizer(in);
                    case "bestLoss" -> bestLoss = in.number();
                    case "epochsSinceBest" -> epochsSinceBest = in.whole();
                    case "history" -> in.list(() -> epoch(in));
                    default -> in.skip();
                }
            });
            JsonInput.require(epochsSinceBest >= 0 && epochsSinceBest <= history.size());
            JsonInput.require(!Double.isNaN(bestLoss));
            JsonInput.require(history.stream().allMatch(epoch -> epoch.parameters().length == parameters.length));
            JsonInput.require(!optimizer.isEmpty() && version >= 0 && version <= Integer.MAX_VALUE);
            SearchStand search =
                    new SearchStand(new ExtensionId(optimizer), parameters, new OptimizerState((int) version, state));
            return new Checkpoint.Start(search, history, bestLoss, (int) epochsSinceBest);
        }

        private void optimizer(JsonInput in) {
            in.map(key -> {
                switch (key) {
                    case "name" -> optimizer = in.text();
                    case "version" -> version = in.whole();
                    case "state" -> in.map(name -> state.put(name, in.numbers()));
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
}

package org.deltaw.study.record;

import static org.deltaw.spec.testing.Specs.assertFault;
import static org.deltaw.spec.testing.Specs.file;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.SearchStand;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spec.text.SourceText;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.Seed;
import org.deltaw.spi.optimizer.OptimizerState;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointJsonTest {
    @TempDir
    Path directory;

    /** Compares bits, which the record's own comparison does not see. */
    static void assertSame(Checkpoint expected, Checkpoint actual) {
        assertEquals(bits(expected), bits(actual));
    }

    private static List<Object> bits(Checkpoint checkpoint) {
        List<Object> bits = new ArrayList<>(List.of(checkpoint.epochsSinceBest(),
                Double.doubleToRawLongBits(checkpoint.bestLoss()), bits(checkpoint.parameters())));
        bits.addAll(List.of(checkpoint.search().optimizer(), checkpoint.search().state()));
        for (Checkpoint.Start start : checkpoint.starts()) {
            bits.addAll(List.of(Double.doubleToRawLongBits(start.loss()), bits(start.end())));
        }
        for (Epoch epoch : checkpoint.history()) {
            bits.addAll(List.of(epoch.number(), Double.doubleToRawLongBits(epoch.loss()), bits(epoch.parameters())));
        }
        return bits;
    }

    private static List<Long> bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).boxed().toList();
    }

    @RepeatedTest(100)
    void writingAndReadingKeepsEveryBit(RepetitionInfo repetition) {
        RandomGenerator random = new Seed(repetition.getCurrentRepetition()).generator();
        int size = random.nextInt(20);
        Checkpoint last = checkpoint(random, size);
        List<Checkpoint.Start> starts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            starts.add(new Checkpoint.Start(i == 2 ? Double.POSITIVE_INFINITY : number(random), checkpoint(random, size)));
        }
        Checkpoint checkpoint = new Checkpoint(last.search(), last.history(), last.bestLoss(),
                last.epochsSinceBest(), starts);
        Path file = file(directory, "checkpoint.json", JsonText.writeExact(CheckpointJson.write(checkpoint)));
        assertSame(checkpoint, CheckpointJson.read(file));
    }

    private static Checkpoint checkpoint(RandomGenerator random, int size) {
        List<Epoch> history = new ArrayList<>();
        for (int number = 1; number <= random.nextInt(30); number++) {
            history.add(new Epoch(number, number(random), numbers(random, size)));
        }
        Map<String, double[]> arrays = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            arrays.put("array " + i, random.nextBoolean() ? numbers(random, size) : new double[] {Double.POSITIVE_INFINITY});
        }
        OptimizerState state = new OptimizerState(random.nextInt(1 << 30), arrays);
        return new Checkpoint(new SearchStand(new ExtensionId("adam"), numbers(random, size), state), history,
                history.isEmpty() ? Double.POSITIVE_INFINITY : number(random), random.nextInt(history.size() + 1));
    }

    private static double[] numbers(RandomGenerator random, int size) {
        return random.doubles(size).map(_ -> number(random)).toArray();
    }

    private static double number(RandomGenerator random) {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : -0.0;
    }

    @Test
    void aLargeCheckpointIsRead() {
        double[] parameters = new double[20_000];
        Arrays.setAll(parameters, i -> Math.sqrt(i));
        List<Epoch> history = new ArrayList<>();
        for (int number = 1; number <= 60; number++) {
            history.add(new Epoch(number, 1.0 / number, parameters));
        }
        Checkpoint checkpoint = new Checkpoint(new SearchStand(new ExtensionId("adam"), parameters,
                new OptimizerState(1, Map.of("mean", parameters, "square", parameters))), history, 1, 2);
        String text = JsonText.writeExact(CheckpointJson.write(checkpoint));
        assertEquals(true, text.length() > SourceText.LARGEST);
        assertSame(checkpoint, CheckpointJson.read(file(directory, "checkpoint.json", text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{", "[]", "null", "5", "{}", "no JSON", "{\"parameters\": 5}", "{\"parameters\": [null]}",
        "{\"parameters\": [\"a\"]}", "{\"parameters\": [1, ",
        "{\"parameters\": [1], \"optimizer\": {\"name\": \"adam\", \"version\": 1}, \"bestLoss\": 1, "
                + "\"epochsSinceBest\": 0, \"history\": [{\"loss\": 1}]}",
        "{\"parameters\": [1], \"optimizer\": {\"name\": \"adam\", \"version\": 1}, \"bestLoss\": 1, "
                + "\"epochsSinceBest\": 0, \"history\": [{\"loss\": 1, \"parameters\": []}]}",
        "{\"parameters\": [1], \"optimizer\": {\"name\": \"adam\", \"version\": 1}, \"epochsSinceBest\": 0, \"history\": []}",
        "{\"parameters\": [1], \"optimizer\": {\"version\": 1}, \"bestLoss\": 1, \"epochsSinceBest\": 0, \"history\": []}",
        "{\"parameters\": [1], \"optimizer\": {\"name\": \"adam\"}, \"bestLoss\": 1, \"epochsSinceBest\": 0, \"history\": []}",
        "{\"parameters\": [1], \"optimizer\": {\"name\": \"A b\", \"version\": 1}, \"bestLoss\": 1, \"epochsSinceBest\": 0, "
                + "\"history\": []}",
        "{\"parameters\": [1], \"optimizer\": {\"name\": \"adam\", \"version\": 1.5}, \"bestLoss\": 1, "
                + "\"epochsSinceBest\": 0, \"history\": []}",
        "{\"parameters\": [1], \"optimizer\": {\"name\": \"adam\", \"version\": 1, \"state\": {\"mean\": 5}}, \"bestLoss\": 1, "
                + "\"epochsSinceBest\": 0, \"history\": []}"
    })
    void damageIsNoticed(String text) {
        assertFault(directory, "checkpoint.json is damaged, or was written by another version of DeltaW.",
                () -> CheckpointJson.read(file(directory, "checkpoint.json", text)));
    }

    @Test
    void whatALaterVersionAddsIsPassedOver() {
        Checkpoint read = CheckpointJson.read(file(directory, "checkpoint.json", """
                {"new": {"a": [1, {}]}, "parameters": [1], "history": [], "bestLoss": "Infinity",
                 "optimizer": {"name": "adam", "version": 1, "state": {"mean": [1]}, "new": [[]]}, "epochsSinceBest": 0}
                """));
        assertEquals(Double.POSITIVE_INFINITY, read.bestLoss());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"updates\": 1, \"mean\": [1], \"square\": [1]}", "{\"radius\": \"Infinity\"}"})
    void aCheckpointOfTheTimeBeforePluginsIsRefusedByThatName(String optimizer) {
        assertFault(directory, "checkpoint.json was written by a version of DeltaW in which optimizers were no plugins; resume with "
                + "that version, or start anew.", () -> CheckpointJson.read(file(directory, "checkpoint.json",
                "{\"parameters\": [1], \"optimizer\": " + optimizer + ", \"bestLoss\": 1, \"epochsSinceBest\": 0, "
                        + "\"history\": []}")));
    }
}

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
import java.util.stream.Stream;
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
    private static final String GOOD = """
            {"parameters": [1], "optimizer": {"name": "adam", "version": 1}, "bestLoss": 1, "epochsSinceBest": 0, "history": []}""";

    @TempDir
    Path directory;

    /** Compares bits, which the record's own comparison does not see. */
    static void assertSame(Checkpoint expected, Checkpoint actual) {
        assertEquals(bits(expected), bits(actual));
    }

    private static List<List<Object>> bits(Checkpoint checkpoint) {
        return checkpoint.starts().stream().map(CheckpointJsonTest::bits).toList();
    }

    private static List<Object> bits(Checkpoint.Start start) {
        List<Object> bits = new ArrayList<>(List.of(start.epochsSinceBest(),
                Double.doubleToRawLongBits(start.bestLoss()), bits(start.parameters())));
        bits.addAll(List.of(start.search().optimizer(), start.search().state()));
        for (Epoch epoch : start.history()) {
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
        Checkpoint checkpoint =
                new Checkpoint(Stream.generate(() -> start(random, size)).limit(1 + random.nextInt(4)).toList());
        Path file = file(directory, "checkpoint.json", JsonText.writeExact(CheckpointJson.write(checkpoint)));
        assertSame(checkpoint, CheckpointJson.read(file));
    }

    private static Checkpoint.Start start(RandomGenerator random, int size) {
        List<Epoch> history = new ArrayList<>();
        for (int number = 1; number <= random.nextInt(30); number++) {
            history.add(new Epoch(number, number(random), numbers(random, size)));
        }
        Map<String, double[]> arrays = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            arrays.put("array " + i, random.nextBoolean() ? numbers(random, size) : new double[] {Double.POSITIVE_INFINITY});
        }
        OptimizerState state = new OptimizerState(random.nextInt(1 << 30), arrays);
        return new Checkpoint.Start(new SearchStand(new ExtensionId("adam"), numbers(random, size), state), history,
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
        Checkpoint checkpoint = new Checkpoint(List.of(new Checkpoint.Start(new SearchStand(new ExtensionId("adam"), parameters,
                new OptimizerState(1, Map.of("mean", parameters, "square", parameters))), history, 1, 2)));
        String text = JsonText.writeExact(CheckpointJson.write(checkpoint));
        assertEquals(true, text.length() > SourceText.LARGEST);
        assertSame(checkpoint, CheckpointJson.read(file(directory, "checkpoint.json", text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "5", "{}", "no JSON", "{\"starts\": 5}", "{\"starts\": []}", "{\"starts\": [{}]}",
            "{\"starts\": [{\"parameters\": [1, "})
    void damageIsNoticed(String text) {
        assertDamage(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "'parameters': 5", "'parameters': [null]", "'parameters': ['a']",
        "'parameters': [1], 'optimizer': {'name': 'adam', 'version': 1}, 'bestLoss': 1, 'epochsSinceBest': 0, 'history': [{'loss': 1}]",
        "'parameters': [1], 'optimizer': {'name': 'adam', 'version': 1}, 'bestLoss': 1, 'epochsSinceBest': 0, "
                + "'history': [{'loss': 1, 'parameters': []}]",
        "'parameters': [1], 'optimizer': {'name': 'adam', 'version': 1}, 'epochsSinceBest': 0, 'history': []",
        "'parameters': [1], 'optimizer': {'name': 'adam', 'version': 1}, 'bestLoss': 1, 'epochsSinceBest': 1, 'history': []",
        "'parameters': [1], 'optimizer': {'version': 1}, 'bestLoss': 1, 'epochsSinceBest': 0, 'history': []",
        "'parameters': [1], 'optimizer': {'name': 'adam'}, 'bestLoss': 1, 'epochsSinceBest': 0, 'history': []",
        "'parameters': [1], 'optimizer': {'name': 'A b', 'version': 1}, 'bestLoss': 1, 'epochsSinceBest': 0, 'history': []",
        "'parameters': [1], 'optimizer': {'name': 'adam', 'version': 1.5}, 'bestLoss': 1, 'epochsSinceBest': 0, 'history': []",
        "'parameters': [1], 'optimizer': {'name': 'adam', 'version': 1, 'state': {'mean': 5}}, 'bestLoss': 1, 'epochsSinceBest': 0, "
                + "'history': []"
    })
    void damageOfAStartIsNoticed(String start) {
        assertDamage("{\"starts\": [" + GOOD + ", {" + start.replace('\'', '"') + "}]}");
    }

    private void assertDamage(String text) {
        assertFault(directory, "checkpoint.json is damaged, or was written by another version of DeltaW.",
                () -> CheckpointJson.read(file(directory, "checkpoint.json", text)));
    }

    @Test
    void whatALaterVersionAddsIsPassedOver() {
        Checkpoint read = CheckpointJson.read(file(directory, "checkpoint.json", """
                {"new": {"a": [1, {}]}, "starts": [{"parameters": [1], "history": [], "new": 5, "bestLoss": "Infinity",
                 "optimizer": {"name": "adam", "version": 1, "state": {"mean": [1]}, "new": [[]]}, "epochsSinceBest": 0}]}
                """));
        assertEquals(Double.POSITIVE_INFINITY, read.starts().getFirst().bestLoss());
    }

    @Test
    void aCheckpointOfTheTimeOfOneStartAfterTheOtherIsRefusedByThatName() {
        assertFault(directory, "checkpoint.json was written by an earlier version of DeltaW, which trained starts one after the other; "
                + "resume with that version, or start anew.", () -> CheckpointJson.read(file(directory, "checkpoint.json", GOOD)));
    }
}

package org.deltaw.study.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.junit.jupiter.api.Test;

class BenchmarkCasesTest {
    private static List<String> named(String... texts) {
        return BenchmarkCases.named(List.of(texts)).stream().map(BenchmarkCase::name).toList();
    }

    @Test
    void namesAreThoseThatProgramsKnow() {
        List<String> names = named();
        assertEquals(names.size(), new HashSet<>(names).size());
        assertTrue(names.containsAll(List.of("one fly, 5 terms", "20 flies, 5 terms", "400 flies, 5 terms", "400 flies, 81 terms",
                "400 flies, MLP", "8 parameter vectors, one fly", "Oja 100-1000", "recurrent 200", "fit of 18 flies, 5 terms")),
                names::toString);
        assertEquals("fit of 18 flies, 5 terms", names.getFirst(), "a first fit comes before all that would warm the JVM for it");
    }

    @Test
    void wordsChooseWholeNamesInAnyOrderAndCase() {
        assertEquals(List.of("400 flies, 5 terms", "400 flies, 81 terms", "400 flies, MLP"), named("flies 400"));
        assertEquals(List.of("one fly, MLP", "20 flies, MLP", "400 flies, MLP"), named("mlp"));
        assertEquals(List.of("Oja 100-1000"), named("oja 100"), "words, not beginnings of words");
        assertEquals(List.of("400 flies, MLP", "recurrent 200"), named("Recurrent", "400 flies, MLP"));
    }

    @Test
    void wordsOfNoCaseAreRefused() {
        for (String text : List.of("401 flies", "fl", " ", "fly flies")) {
            String message = assertThrows(InvalidSpecException.class, () -> named("MLP", text)).getMessage();
            assertTrue(message.startsWith("No case has the words '" + text + "' in its name; the cases are: fit of 18 flies, 5 terms; "
                    + "one fly, 5 terms; "), message);
        }
    }

    @Test
    void fliesChooseLearnAndAreRewardedInHalfOfTheSteps() {
        Dataset flies = ((EvaluationCase) BenchmarkCases.named(List.of("400 flies, 5 terms")).getFirst()).dataset().get();
        assertEquals(400, flies.trajectories().size());
        double updates = 0;
        for (Trajectory fly : flies.trajectories()) {
            assertEquals(300, fly.steps());
            double[] gate = fly.column(Channel.UPDATE);
            double[] reward = fly.columns().entrySet().stream().filter(entry -> entry.getKey().name().equals("reward"))
                    .findFirst().orElseThrow().getValue();
            for (int t = 0; t < 300; t++) {
                updates += gate[t];
                assertTrue(Math.abs(reward[t]) <= 0.5 * gate[t], "a reward of " + reward[t] + " where nothing is learnt");
            }
        }
        assertEquals(0.5, updates / (400 * 300), 0.01);
    }

    @Test
    void dataAreTheSameEveryTimeAndDifferBetweenFlies() {
        List<Trajectory> once = RandomData.flies(2, 5).trajectories();
        List<Trajectory> again = RandomData.flies(3, 5).trajectories();
        assertEquals(inputs(once.getFirst()), inputs(again.getFirst()));
        assertEquals(inputs(once.getLast()), inputs(again.get(1)));
        assertNotEquals(inputs(once.getFirst()), inputs(once.getLast()));
    }

    private static List<Double> inputs(Trajectory trajectory) {
        return Arrays.stream(trajectory.column(Channel.input(2))).boxed().toList();
    }
}

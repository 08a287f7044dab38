package org.deltaw.kernel.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.junit.jupiter.api.Test;

/** What a user should know of data, model and result is told with the result, once, and of each subject its own. */
class FitWarningsTest {
    private static final List<Trajectory> FLIES = new SimulatedChoices(1, -0.1, 60, 60).record(new Seed(1)).trajectories();
    private static final Warning OF_FIRST = new Warning("asleep", "It slept.", FLIES.get(0).subject());
    private static final Warning OF_SECOND = new Warning("asleep", "It slept.", FLIES.get(1).subject());
    private static final Warning OF_ALL = Warning.of("dark", "It was dark.");
    private static final Warning OF_A_STRANGER = new Warning("left-out", "It was left out.", "fly 9");
    private static final Dataset DATA = Dataset.builder(List.copyOf(FLIES.getFirst().columns().keySet())).trajectories(FLIES)
            .warnings(List.of(OF_FIRST, OF_SECOND, OF_ALL, OF_A_STRANGER)).build();

    private static List<FitResult> results(FitBuilder fit, Dataset data) {
        try (OpenFit opened = fit.open(data)) {
            return opened.problems().stream().map(problem -> problem.train(Optional.empty(), FitListener.SILENT)).toList();
        }
    }

    private static List<String> codes(FitBuilder fit) {
        Dataset quiet = Dataset.builder(DATA.channels()).trajectories(FLIES).build();
        return results(fit, quiet).getFirst().warnings().stream().map(Warning::code).filter(code -> !code.equals("unstable-weights")).toList();
    }

    @Test
    void eachSubjectHearsOfItsOwnDataAndOfAll() {
        List<FitResult> results = results(SimulatedChoices.fit("x*r").gaussNewton(30).separateSubjects(), DATA);
        assertEquals(List.of(OF_FIRST, OF_ALL, OF_A_STRANGER), results.get(0).warnings());
        assertEquals(List.of(OF_SECOND, OF_ALL, OF_A_STRANGER), results.get(1).warnings());
    }

    @Test
    void subjectsThatAreFittedTogetherHearOfAllData() {
        assertEquals(List.of(OF_FIRST, OF_SECOND, OF_ALL, OF_A_STRANGER),
                results(SimulatedChoices.fit("x*r").gaussNewton(30), DATA).getFirst().warnings());
    }

    @Test
    void trainingThatUsedUpItsIterationsDidNotConverge() {
        FitBuilder early = SimulatedChoices.fit("x*r", "w").gaussNewton(1);
        assertEquals(List.of("not-converged"), codes(early));
        assertEquals(List.of("not-converged"), codes(SimulatedChoices.fit("x*r", "w").gaussNewton(1).uncertainty()), "once");
        assertTrue(results(early, DATA).getFirst().warnings().getLast().message().startsWith(
                "Training ended with its last iteration, 1, before its criterion was met"));
        // Adam without patience has no criterion, but how far the minimum is tells the curvature.
        assertEquals(List.of(), codes(SimulatedChoices.fit("x*r", "w").adam(0.01, 5)));
        assertEquals(List.of("not-converged"), codes(SimulatedChoices.fit("x*r", "w").adam(0.01, 5).uncertainty()));
        assertEquals(List.of("not-converged"), codes(SimulatedChoices.fit("x*r", "w").adam(0.01, 5).patience(3, 0.01)));
    }

    @Test
    void trainingThatDivergedDidNotConverge() {
        FitBuilder wild = SimulatedChoices.fit("x*r", "x*w^2").adam(1e200, 5).uncertainty();
        assertTrue(results(wild, DATA).getFirst().outcome() instanceof Outcome.Diverged);
        assertEquals(List.of("not-converged"), codes(wild));
    }

    @Test
    void boundsAreToldWithTheResult() {
        FitBuilder bounded = FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network())
                .rule("", new TaylorRule(), Rules.terms("x*r"),
                        new ParameterChoices(Map.of(), List.of(), List.of(), Map.of("x*r", List.of(-1.0, 0.01))))
                .loss(new ChoiceCrossEntropy(), 1).gaussNewton(30).uncertainty();
        Warning warning = results(bounded, DATA).getFirst().warnings().getLast();
        assertEquals("on-bound", warning.code());
        assertEquals("rule.x*r", warning.where());
    }
}

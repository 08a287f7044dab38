package org.deltaw.kernel.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.kernel.validate.CrossValidation;
import org.deltaw.kernel.validate.FoldFit;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.plugin.penalty.L1Penalty;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The terms of a rule that data support. */
class TermSelectionTest {
    private static final Dataset FLIES = new SimulatedChoices(1, -0.1, 120, 120, 120, 120, 120, 120).record(new Seed(3));
    private static final FoldSettings THREE = new FoldSettings(3, FoldSettings.Over.RECORDINGS);
    /** The steps of a selection of the best terms that nothing stopped, on one thread; what was found by them is {@link #whole}. */
    private static final Steps WHOLE = new Steps();

    private static Selection whole;

    @BeforeAll
    static void selectOnce() {
        whole = select(WHOLE, Integer.MAX_VALUE, 1).orElseThrow();
    }

    private static FitBuilder fit() {
        return SimulatedChoices.fit("1", "w", "x", "x*r", "x*w").gaussNewton(30);
    }

    private static SelectionSettings settings(SelectionSettings.Rule rule) {
        return new SelectionSettings(THREE, 6, 0.01, rule, true);
    }

    private static Selection select(Fit fit, Dataset data, SelectionSettings settings) {
        try (TermSelection selection = TermSelection.open(fit, data, settings)) {
            return new Steps().run(selection, Integer.MAX_VALUE).orElseThrow();
        }
    }

    @Test
    void termsOfTheTruthAreSelected() {
        Selection selection = select(fit().fit(), FLIES, settings(SelectionSettings.Rule.ONE_STANDARD_ERROR));
        assertEquals(List.of("rule.w", "rule.x*r"), selection.selected());
        try (OpenFit opened = OpenFit.open(selection.refit(), FLIES)) {
            assertEquals(List.of("rule.w", "rule.x*r"), opened.problems().getFirst().names());
        }
    }

    /** What is held out is not there, so the same is chosen as if it had never been recorded. */
    @ParameterizedTest
    @EnumSource(names = {"RECORDINGS", "SUBJECTS"})
    void termsAreChosenWithinAFoldAsIfTheRestWereNotThere(FoldSettings.Over over) {
        SelectionSettings two = new SelectionSettings(new FoldSettings(2, over), 4, 0.01, SelectionSettings.Rule.BEST, true);
        try (CrossValidation validation = CrossValidation.open(fit().fit(), FLIES, new FoldSettings(2, over), two)) {
            for (CrossValidation.Fold fold : validation.folds()) {
                Selection within = within(validation, fold);
                Selection alone = select(fit().fit(), Recordings.of(
                        fold.training().stream().map(Part::trajectory).toArray(Trajectory[]::new)), two);
                assertEquals(alone.selected(), within.selected());
                assertEquals(alone.path(), within.path());
                try (FoldFit refit = validation.fit(fold, within)) {
                    assertEquals(within.selected(), refit.names());
                    FitResult result = refit.train(Optional.empty(), FitListener.SILENT);
                    assertEquals(fold.heldOut().size(), result.heldOut().orElseThrow().recordings().size());
                }
            }
        }
    }

    private static Selection within(CrossValidation validation, CrossValidation.Fold fold) {
        try (TermSelection selection = validation.selection(fold).orElseThrow()) {
            return new Steps().run(selection, Integer.MAX_VALUE).orElseThrow();
        }
    }

    /** What was chosen in the steps that are held out has no say in which terms are chosen. */
    @Test
    void termsAreChosenWithinBlocksOfTrialsThatAreNotHeldOut() {
        FoldSettings halves = new FoldSettings(2, FoldSettings.Over.TRIALS);
        SelectionSettings two = new SelectionSettings(halves, 3, 0.01, SelectionSettings.Rule.BEST, false);
        Dataset few = new SimulatedChoices(1, -0.1, 120, 120).record(new Seed(3));
        Trajectory[] turned = few.trajectories().stream().map(TermSelectionTest::turned).toArray(Trajectory[]::new);
        try (CrossValidation validation = CrossValidation.open(fit().fit(), few, halves, two);
                CrossValidation other = CrossValidation.open(fit().fit(), Recordings.of(turned), halves, two)) {
            Selection within = within(validation, validation.folds().get(1));
            assertEquals(60, validation.folds().get(1).training().getFirst().steps());
            assertEquals(within.path(), within(other, other.folds().get(1)).path());
            assertNotEquals(within(validation, validation.folds().getFirst()).path(), within(other, other.folds().getFirst()).path());
        }
    }

    /** Turns all decisions of the second half. */
    private static Trajectory turned(Trajectory trajectory) {
        double[] decisions = trajectory.column(Recordings.DECISION).clone();
        for (int t = trajectory.steps() / 2; t < trajectory.steps(); t++) {
            decisions[t] = 1 - decisions[t];
        }
        return trajectory.toBuilder().column(Recordings.DECISION, decisions).build();
    }

    @Test
    void pathBeginsWhereTheFirstTermComesIn() {
        double largest;
        try (OpenFit opened = fit().open(FLIES)) {
            double[] gradient = opened.problems().getFirst().gradient(new double[5]).values();
            largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        }
        assertEquals(largest, whole.path().getFirst().lambda(), 1e-12 * largest);
        assertEquals(List.of(), whole.path().getFirst().selected());
        assertEquals(0.01 * largest, whole.path().getLast().lambda(), 1e-12 * largest);
        assertTrue(whole.path().getLast().selected().size() >= 3, () -> "" + whole.path().getLast());
        for (Selection.Point point : whole.path()) {
            assertEquals(point.coefficients().stream().filter(value -> value != 0).count(), point.selected().size());
        }
    }

    @Test
    void pointOfThePathIsTheFitWithThatPrice() {
        Selection.Point point = whole.path().get(3);
        try (OpenFit opened = fit().loss(new L1Penalty(), point.lambda()).open(FLIES)) {
            double[] fitted = opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT).best().parameters();
            for (int i = 0; i < fitted.length; i++) {
                assertEquals(fitted[i], point.coefficients().get(i), 1e-3);
                assertEquals(fitted[i] == 0, point.coefficients().get(i) == 0);
            }
        }
    }

    @Test
    void pathEndsWhereEverMoreTermsPredictWorse() {
        Dataset few = new SimulatedChoices(1, -0.1, 40, 40, 40, 40).record(new Seed(5));
        FitBuilder many = SimulatedChoices.fit("1", "w", "x", "x*r", "x*w", "w^2", "x*w^2", "r", "r*w", "y", "y*w").gaussNewton(30);
        SelectionSettings settings = new SelectionSettings(new FoldSettings(4, FoldSettings.Over.RECORDINGS), 25, 1e-6,
                SelectionSettings.Rule.BEST, false);
        Selection selection = select(many.fit(), few, settings);
        int points = selection.path().size();
        assertTrue(points < 25, "it has " + points + " points");
        HeldOutLoss best = selection.path().get(selection.chosen()).heldOut();
        for (int i = 1; i < points; i++) {
            boolean hopeless = selection.path().get(i).heldOut().isWorseThan(best, 2);
            assertTrue(i < points - 3 || hopeless, "point " + i + " of " + points);
            assertTrue(i != points - 4 || !hopeless, "it would have ended before");
        }
    }

    @Test
    void pricesOfTheSpecAreNotUsed() {
        SelectionSettings settings = settings(SelectionSettings.Rule.ONE_STANDARD_ERROR);
        Selection with = select(fit().loss(new L1Penalty(), 0.3).fit(), FLIES, settings);
        assertEquals(select(fit().fit(), FLIES, settings).path(), with.path());
        assertEquals(1, with.refit().losses().size());
    }

    @Test
    void sameSeedSelectsTheSame() {
        assertEquals(whole.path(), select(new Steps(), Integer.MAX_VALUE, 2).orElseThrow().path());
    }

    @Test
    void rulesOfOtherFamiliesAreKnownByTheirCoefficients() {
        FitBuilder memory = FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network())
                .rule(Rules.eligibility(), new NoSettings()).loss(new ChoiceCrossEntropy(), 1).gaussNewton(20);
        Selection selection = select(memory.fit(), FLIES, settings(SelectionSettings.Rule.ONE_STANDARD_ERROR));
        assertEquals(List.of("rule.rate", "rule.decay"), selection.candidates());
        assertTrue(selection.candidates().containsAll(selection.selected()));
    }

    @Test
    void blocksOfTrialsServeASingleRecording() {
        Dataset one = new SimulatedChoices(1, -0.1, 300).record(new Seed(8));
        Selection selection = select(fit().fit(), one, new SelectionSettings(
                new FoldSettings(4, FoldSettings.Over.TRIALS), 6, 0.02, SelectionSettings.Rule.ONE_STANDARD_ERROR, true));
        assertTrue(selection.selected().contains("rule.x*r"), () -> "" + selection.selected());
        assertEquals(4, selection.path().getFirst().heldOut().folds().size());
    }

    /** Does the steps of a selection, and keeps what came of them: of each step, the results of the sets that are done. */
    private static final class Steps {
        private final List<Map<Integer, StepResult>> kept = new ArrayList<>();
        private final boolean backwards;
        private int asked;

        Steps() {
            this(false);
        }

        /** @param backwards whether sets are done in the opposite order */
        Steps(boolean backwards) {
            this.backwards = backwards;
        }

        /** Does what is not done yet, and stops when it was asked so many times whether it should. */
        Optional<Selection> run(TermSelection selection, int questions) {
            asked = 0;
            SelectionProcedure procedure = selection.begin();
            int number = 0;
            for (Optional<SelectionStep> step = procedure.next(); step.isPresent(); step = procedure.next()) {
                if (kept.size() == number) {
                    kept.add(new TreeMap<>());
                }
                List<Integer> sets = selection.sets(step.get());
                for (int set : backwards ? sets.reversed() : sets) {
                    if (!kept.get(number).containsKey(set)) {
                        Optional<StepResult> result = selection.carryOut(
                                step.get(), set, before(number, set), () -> ++asked > questions);
                        if (result.isEmpty()) {
                            return Optional.empty();
                        }
                        kept.get(number).put(set, result.get());
                    }
                }
                procedure.tell(step.get(), List.copyOf(kept.get(number).values()));
                number++;
            }
            return Optional.of(procedure.selection());
        }

        private List<StepResult> before(int number, int set) {
            return kept.subList(0, number).stream().map(step -> step.get(set)).filter(Objects::nonNull).toList();
        }

        /** Writes every bit of every result. */
        String bits() {
            StringBuilder bits = new StringBuilder();
            kept.forEach(step -> step.forEach((set, result) -> {
                bits.append(set).append(Arrays.toString(result.path())).append(result.largestPenalty());
                result.trials().forEach(trial -> bits.append(trial.terms()).append(trial.heldOut())
                        .append(Arrays.toString(trial.minimum())));
            }));
            return bits.toString();
        }
    }

    private static Optional<Selection> select(Steps steps, int questions, int threads) {
        try (TermSelection selection = TermSelection.open(
                fit().threads(threads).fit(), FLIES, settings(SelectionSettings.Rule.BEST))) {
            return steps.run(selection, questions);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void stoppedAgainAndAgainItEndsWithTheBitsOfOneThatWasNot(int threads) {
        Steps stopped = new Steps();
        Optional<Selection> found = Optional.empty();
        int stops = 0;
        while (found.isEmpty()) {
            found = select(stopped, 250, threads);
            stops += found.isEmpty() ? 1 : 0;
            assertTrue(stops < 100, "it does not get on");
        }
        assertTrue(stops >= 3, "it was stopped " + stops + " times");
        assertEquals(whole.path(), found.get().path());
        assertEquals(whole.eliminations(), found.get().eliminations());
        assertEquals(whole.selected(), found.get().selected());
        assertEquals(WHOLE.bits(), stopped.bits());
    }

    @Test
    void setsOfDataDoNotDependOnOneAnother() {
        Steps backwards = new Steps(true);
        select(backwards, Integer.MAX_VALUE, 1);
        assertEquals(WHOLE.bits(), backwards.bits());
    }

    @Test
    void stepsThatAreDoneAreNotRepeated() {
        assertEquals(List.of(0, 1, 2, 3), List.copyOf(WHOLE.kept.getFirst().keySet()));
        assertEquals(List.of(1, 2, 3), List.copyOf(WHOLE.kept.getLast().keySet()));
        assertEquals(whole.path(), select(WHOLE, Integer.MAX_VALUE, 1).orElseThrow().path());
        assertEquals(0, WHOLE.asked);
    }

    @Test
    void termsThatWereFittedBeforeAreNotFittedAgain() {
        for (int fold = 1; fold <= 3; fold++) {
            Map<List<String>, Double> fitted = new HashMap<>();
            for (Map<Integer, StepResult> step : WHOLE.kept) {
                for (StepResult.Trial trial : step.get(fold).trials()) {
                    boolean known = fitted.containsKey(trial.terms());
                    assertEquals(known ? 0 : 5, trial.minimum().length, () -> trial.terms() + " again");
                    assertEquals(trial.heldOut(), fitted.computeIfAbsent(trial.terms(), _ -> trial.heldOut()));
                }
            }
        }
    }

    @Test
    void thereIsNoSelectionBeforeTheLastStep() {
        try (TermSelection selection = TermSelection.open(fit().fit(), FLIES, settings(SelectionSettings.Rule.BEST))) {
            assertEquals("There is a step to be done: Start[].",
                    assertThrows(IllegalStateException.class, () -> selection.begin().selection()).getMessage());
        }
    }

    @Test
    void stopsWhenAsked() {
        Steps steps = new Steps();
        assertEquals(Optional.empty(), select(steps, 0, 2));
        assertEquals(List.of(Map.of()), steps.kept);
    }

    @Test
    void rulesWithArraysAreRefused() {
        Fit mlp = FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network())
                .rule(new MlpRule(), Rules.mlp(3)).loss(new ChoiceCrossEntropy(), 1).gaussNewton(5).fit();
        assertEquals("Terms cannot be chosen here: the rule has arrays of weights, not named coefficients alone. Terms are chosen "
                + "for rules whose parameters are single numbers, such as those of the family taylor, with at most 200 fitted "
                + "numbers in the whole model and no negative weight of a loss.", refusal(mlp));
        assertTrue(refusal(fit().loss(new ChoiceCrossEntropy(), -0.5).fit()).startsWith(
                "Terms cannot be chosen here: a loss has a negative weight. "));
    }

    @Test
    void otherMethodsAndSeparateSubjectsAreRefused() {
        assertEquals("Terms are chosen with an optimizer that leaves coefficients at exactly 0, as gauss-newton does, but the "
                + "optimizer is adam; leave it out, or add training.optimizer=automatic to the command.",
                refusal(SimulatedChoices.fit("x*r", "w").adam(0.1, 5).fit()));
        assertTrue(refusal(fit().separateSubjects().fit()).startsWith("Terms are chosen for all subjects together"));
    }

    private static String refusal(Fit fit) {
        return assertThrows(InvalidSpecException.class,
                () -> TermSelection.open(fit, FLIES, settings(SelectionSettings.Rule.BEST))).getMessage();
    }

    @Test
    void oneStandardErrorIsThatOfTheDifference() {
        HeldOutLoss best = new HeldOutLoss(List.of(1.0, 2.0, 3.0));
        // Differences 0.1, 0.2, 0.3: mean 0.2, standard error 0.1 / sqrt(3).
        HeldOutLoss steady = new HeldOutLoss(List.of(1.1, 2.2, 3.3));
        // Differences 0.9, -0.3, 0: mean 0.2, standard error sqrt(0.39 / 3).
        HeldOutLoss varied = new HeldOutLoss(List.of(1.9, 1.7, 3.0));
        assertEquals(0.1 / Math.sqrt(3), steady.standardErrorFrom(best), 1e-12);
        assertEquals(Math.sqrt(0.39 / 3), varied.standardErrorFrom(best), 1e-12);
        assertEquals(1 / Math.sqrt(3), best.standardError(), 1e-12);
        assertFalse(Elimination.isGood(SelectionSettings.Rule.ONE_STANDARD_ERROR, steady, best));
        assertTrue(Elimination.isGood(SelectionSettings.Rule.ONE_STANDARD_ERROR, varied, best));
        assertFalse(Elimination.isGood(SelectionSettings.Rule.BEST, varied, best));
        assertTrue(steady.isWorseThan(best, 2) && !steady.isWorseThan(best, 4) && !varied.isWorseThan(best, 2));
        HeldOutLoss lost = new HeldOutLoss(List.of(1.0, Double.POSITIVE_INFINITY, 1.0));
        assertFalse(Elimination.isGood(SelectionSettings.Rule.ONE_STANDARD_ERROR, lost, best));
        assertTrue(lost.isWorseThan(best, 2) && !best.isWorseThan(lost, 2) && !lost.isWorseThan(lost, 2));
    }
}

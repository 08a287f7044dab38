package org.deltaw.kernel.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.plugin.penalty.L1Penalty;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The terms of a rule that data support. */
class TermSelectionTest {
    private static final Dataset FLIES = new SimulatedChoices(1, -0.1, 120, 120, 120, 120, 120, 120).record(new Seed(3));
    private static final FoldSettings THREE = new FoldSettings(3, FoldSettings.Over.RECORDINGS);

    private static FitBuilder fit() {
        return SimulatedChoices.fit("1", "w", "x", "x*r", "x*w").gaussNewton(30);
    }

    private static SelectionSettings settings(SelectionSettings.Rule rule) {
        return new SelectionSettings(THREE, 6, 0.01, rule, true);
    }

    private static Selection select(Fit fit, Dataset data, SelectionSettings settings) {
        try (TermSelection selection = TermSelection.open(fit, data, settings)) {
            return selection.run(SelectionCheckpoint.START, new SelectionListener() {}).orElseThrow();
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

    @Test
    void pathBeginsWhereTheFirstTermComesIn() {
        Selection selection = select(fit().fit(), FLIES, settings(SelectionSettings.Rule.BEST));
        double largest;
        try (OpenFit opened = fit().open(FLIES)) {
            double[] gradient = opened.problems().getFirst().gradient(new double[5]).values();
            largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        }
        assertEquals(largest, selection.path().getFirst().lambda(), 1e-12 * largest);
        assertEquals(List.of(), selection.path().getFirst().selected());
        assertEquals(0.01 * largest, selection.path().getLast().lambda(), 1e-12 * largest);
        assertTrue(selection.path().getLast().selected().size() >= 3, () -> "" + selection.path().getLast());
        for (Selection.Point point : selection.path()) {
            assertEquals(point.coefficients().stream().filter(value -> value != 0).count(), point.selected().size());
        }
    }

    @Test
    void pointOfThePathIsTheFitWithThatPrice() {
        Selection selection = select(fit().fit(), FLIES, settings(SelectionSettings.Rule.BEST));
        Selection.Point point = selection.path().get(3);
        try (OpenFit opened = fit().loss(new L1Penalty(), point.lambda()).open(FLIES)) {
            double[] fitted = opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT).checkpoint().parameters();
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
        SelectionSettings settings = settings(SelectionSettings.Rule.BEST);
        assertEquals(select(fit().threads(1).fit(), FLIES, settings).path(), select(fit().threads(2).fit(), FLIES, settings).path());
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

    /** Asks to stop when the selection has asked so many times whether it should, and remembers what it was handed. */
    private static final class Impatient implements SelectionListener {
        private final List<String> done = new ArrayList<>();
        private final int questions;
        private SelectionCheckpoint kept = SelectionCheckpoint.START;
        private int asked;

        Impatient(int questions) {
            this.questions = questions;
        }

        @Override
        public void done(String what) {
            done.add(what);
        }

        @Override
        public void checkpoint(SelectionCheckpoint checkpoint) {
            kept = checkpoint;
        }

        @Override
        public boolean stopRequested() {
            return ++asked > questions;
        }

        /** Lists how many fits each set of data has. */
        List<Integer> fits() {
            return kept.fits().stream().map(List::size).toList();
        }
    }

    private static Optional<Selection> select(SelectionCheckpoint from, SelectionListener listener, int threads) {
        try (TermSelection selection = TermSelection.open(
                fit().threads(threads).fit(), FLIES, settings(SelectionSettings.Rule.BEST))) {
            return selection.run(from, listener);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void stoppedAgainAndAgainItEndsWithTheBitsOfOneThatWasNot(int threads) {
        Impatient patient = new Impatient(Integer.MAX_VALUE);
        Selection whole = select(SelectionCheckpoint.START, patient, threads).orElseThrow();
        SelectionCheckpoint standing = SelectionCheckpoint.START;
        Optional<Selection> found = Optional.empty();
        int stops = 0;
        while (found.isEmpty()) {
            Impatient listener = new Impatient(150);
            found = select(standing, listener, threads);
            stops += found.isEmpty() ? 1 : 0;
            standing = listener.kept;
        }
        assertTrue(stops >= 3, "it was stopped " + stops + " times");
        assertEquals(whole.path(), found.get().path());
        assertEquals(whole.eliminations(), found.get().eliminations());
        assertEquals(whole.selected(), found.get().selected());
        assertEquals(bits(patient.kept), bits(standing));
    }

    private static List<List<List<Double>>> bits(SelectionCheckpoint checkpoint) {
        return checkpoint.fits().stream().map(fits ->
                fits.stream().map(fit -> Arrays.stream(fit).boxed().toList()).toList()).toList();
    }

    @Test
    void fitsThatAreDoneAreNotRepeated() {
        Impatient first = new Impatient(Integer.MAX_VALUE);
        select(SelectionCheckpoint.START, first, 1);
        assertEquals(4, first.fits().size());
        Impatient again = new Impatient(Integer.MAX_VALUE);
        select(first.kept, again, 1);
        assertEquals(0, again.asked);
        assertEquals(first.fits(), again.fits());
        assertEquals(first.done, again.done);
    }

    @Test
    void stopsWhenAsked() {
        Impatient listener = new Impatient(0);
        assertEquals(Optional.empty(), select(SelectionCheckpoint.START, listener, 2));
        assertEquals(List.of(), listener.done);
        assertEquals(List.of(0, 0, 0, 0), listener.fits());
    }

    @Test
    void checkpointOfAnotherChoiceIsRefused() {
        SelectionCheckpoint other = new SelectionCheckpoint(List.of(List.of(new double[3])));
        assertEquals("The checkpoint does not hold fits of 5 numbers to 3 folds; it belongs to another choice of terms.",
                assertThrows(InvalidSpecException.class, () -> select(other, new Impatient(1), 1)).getMessage());
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

package org.deltaw.kernel.validate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.FoldFits;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fold is described by a rule that has not seen it. */
class CrossValidationTest {
    private static final Dataset FLIES = new SimulatedChoices(1, -0.1, 60, 50, 40, 70).record(new Seed(3));

    private static FitBuilder fit() {
        return SimulatedChoices.fit("x*r", "w").gaussNewton(20);
    }

    @Test
    void foldIsLikeDataThatHoldItOut() {
        try (CrossValidation validation =
                CrossValidation.open(fit().fit(), FLIES, new FoldSettings(2, FoldSettings.Over.RECORDINGS))) {
            for (CrossValidation.Fold fold : validation.folds()) {
                FitResult found = FoldFits.train(validation, fold, Optional.empty(), FitListener.SILENT);
                FitResult expected = byHand(fold.heldOut().stream().map(part -> part.trajectory().id()).toList());
                assertArrayEquals(expected.best().parameters(), found.best().parameters());
                assertEquals(expected.heldOut(), found.heldOut());
                assertEquals(2, found.heldOut().orElseThrow().trajectories().size());
            }
        }
    }

    private static FitResult byHand(List<String> heldOut) {
        List<Trajectory> all = new ArrayList<>();
        for (Trajectory each : FLIES.trajectories()) {
            all.add(each.toBuilder().use(heldOut.contains(each.id()) ? Trajectory.Use.HELD_OUT : Trajectory.Use.TRAINING)
                    .build());
        }
        try (OpenFit opened = fit().open(Dataset.builder(FLIES.channels()).trajectories(all).build())) {
            return opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT);
        }
    }

    @Test
    void blocksAddUpToTheWhole() {
        try (CrossValidation validation =
                CrossValidation.open(fit().fit(), FLIES, new FoldSettings(4, FoldSettings.Over.TRIALS))) {
            int steps = 0;
            for (CrossValidation.Fold fold : validation.folds()) {
                FitResult result = FoldFits.train(validation, fold, Optional.empty(), FitListener.SILENT);
                steps += result.heldOut().orElseThrow().total().steps();
                assertEquals(220, result.heldOut().orElseThrow().total().steps() + result.metrics().total().steps());
            }
            assertEquals(220, steps);
        }
    }

    @Test
    void subjectsThatAreSeparateHaveFoldsOfTheirOwn() {
        FoldSettings settings = new FoldSettings(2, FoldSettings.Over.TRIALS);
        try (CrossValidation validation = CrossValidation.open(fit().separateSubjects().fit(), FLIES, settings)) {
            assertEquals(List.of("fly 0", "fly 0", "fly 1", "fly 1", "fly 2", "fly 2", "fly 3", "fly 3"),
                    validation.folds().stream().map(CrossValidation.Fold::subject).toList());
            assertEquals(List.of(1, 2), validation.folds().subList(0, 2).stream().map(CrossValidation.Fold::number).toList());
            assertEquals("fly 1", FoldFits.train(validation, validation.folds().get(2), Optional.empty(), FitListener.SILENT).subject());
        }
    }

    private static List<String> division(FitBuilder fit, Dataset dataset, FoldSettings settings) {
        try (CrossValidation validation = CrossValidation.open(fit.fit(), dataset, settings)) {
            return validation.folds().stream().flatMap(fold -> fold.heldOut().stream().map(part ->
                    part.trajectory().id() + " " + part.spans() + " in " + fold.number())).sorted().toList();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RECORDINGS", "SESSIONS", "TRIALS"})
    void foldsDependOnDataAndSeedAlone(FoldSettings.Over over) {
        List<Trajectory> some = new ArrayList<>();
        for (Trajectory each : new SimulatedChoices(1, -0.1, 60, 50, 40, 70, 30, 20, 50, 40).record(new Seed(3)).trajectories()) {
            some.add(each.toBuilder().subject("fly " + some.size() % 2).build());
        }
        Dataset flies = Dataset.builder(FLIES.channels()).trajectories(some).build();
        FoldSettings settings = new FoldSettings(3, over);
        List<String> expected = division(fit(), flies, settings);
        assertEquals(expected, division(SimulatedChoices.fit("x", "x*r", "w", "x*w").adam(0.1, 3), flies, settings));
        assertEquals(expected, division(fit().separateSubjects(), flies, settings));
        assertEquals(expected, division(fit(), Dataset.builder(FLIES.channels()).trajectories(some.reversed()).build(), settings));
        assertEquals(over == FoldSettings.Over.TRIALS, expected.equals(division(fit().seed(8), flies, settings)));
    }

    @Test
    void foldNamesItsSubjects() {
        try (CrossValidation validation =
                CrossValidation.open(fit().fit(), FLIES, new FoldSettings(4, FoldSettings.Over.SUBJECTS))) {
            assertEquals(List.of("fly 0", "fly 1", "fly 2", "fly 3"),
                    validation.folds().stream().flatMap(fold -> fold.subjects().stream()).sorted().toList());
            validation.folds().forEach(fold -> assertEquals(1, fold.subjects().size()));
        }
        try (CrossValidation validation = CrossValidation.open(fit().fit(), FLIES, new FoldSettings(4, FoldSettings.Over.TRIALS))) {
            validation.folds().forEach(fold -> assertEquals(List.of("fly 0", "fly 1", "fly 2", "fly 3"), fold.subjects()));
        }
    }

    @Test
    void subjectThatIsTooShortForItsOwnFoldsIsNamed() {
        InvalidSpecException refused = assertThrows(InvalidSpecException.class, () -> CrossValidation.open(
                fit().separateSubjects().fit(), FLIES, new FoldSettings(2, FoldSettings.Over.RECORDINGS)));
        assertEquals("Subject 'fly 0' has 1 recording, too few for 2 folds over recordings; use fewer folds, or blocks of trials "
                + "(--over trials).", refused.getMessage());
    }

    @Test
    void foldGoesOnFromWhereItsTrainingStood() {
        FoldSettings settings = new FoldSettings(2, FoldSettings.Over.RECORDINGS);
        Optional<Checkpoint> half;
        try (CrossValidation validation = CrossValidation.open(fit().gaussNewton(2).fit(), FLIES, settings)) {
            assertEquals(List.of("rule.x*r", "rule.w"), FoldFits.names(validation, validation.folds().getFirst()));
            half = Optional.of(FoldFits.train(validation, validation.folds().get(1), Optional.empty(), FitListener.SILENT)
                    .starts().checkpoint());
        }
        try (CrossValidation validation = CrossValidation.open(fit().fit(), FLIES, settings)) {
            CrossValidation.Fold fold = validation.folds().get(1);
            FitResult whole = FoldFits.train(validation, fold, Optional.empty(), FitListener.SILENT);
            FitResult resumed = FoldFits.train(validation, fold, half, FitListener.SILENT);
            assertEquals(whole.heldOut(), resumed.heldOut());
            assertEquals(whole.outcome(), resumed.outcome());
            // What is done stays as it is.
            FitResult again = FoldFits.train(validation, fold, Optional.of(whole.starts().checkpoint()), FitListener.SILENT);
            assertEquals(whole.heldOut(), again.heldOut());
            assertEquals(whole.outcome(), again.outcome());
            assertArrayEquals(whole.best().parameters(), again.best().parameters());
        }
    }

    @Test
    void separateSubjectsCannotBeHeldOut() {
        InvalidSpecException refused = assertThrows(InvalidSpecException.class, () -> CrossValidation.open(
                fit().separateSubjects().fit(), FLIES, new FoldSettings(2, FoldSettings.Over.SUBJECTS)));
        assertTrue(refused.getMessage().startsWith("Each subject has parameters of its own"), refused.getMessage());
        assertEquals("training.subjects", refused.key());
    }
}

package org.deltaw.kernel.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.data.Split;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.kernel.select.Selection;
import org.deltaw.kernel.select.SelectionProcedure;
import org.deltaw.kernel.select.SelectionSettings;
import org.deltaw.kernel.select.SelectionStep;
import org.deltaw.kernel.select.StepResult;
import org.deltaw.kernel.select.TermSelection;
import org.deltaw.kernel.testing.Differences;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.FoldFits;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.kernel.validate.CrossValidation;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.penalty.L1Penalty;
import org.deltaw.plugin.penalty.L2Penalty;
import org.deltaw.plugin.recurrent.RecurrentNetwork;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.plugin.taylor.TaylorSettings;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Wanted;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.parameter.Scope;
import org.deltaw.spi.rule.Plasticity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters with a value for all, for each subject, and for each session, fitted together. */
class ScopesTest {
    /** Trajectories a and c of subject A, b of subject B, of 7, 9 and 8 steps. */
    private static final Dataset CHOICES = Recordings.random(Recordings.choices(2), 3, 7, 1);
    private static final Dataset ACTIVITY = Recordings.random(Recordings.activity(2, 3), 3, 5, 2);

    private static ParameterChoices choices(List<String> fitted, Map<String, Scope> scope) {
        return new ParameterChoices(Map.of(), List.of(), fitted, Map.of(), scope);
    }

    private static FitBuilder choices(Map<String, Scope> network, Map<String, Scope> rule) {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3, 1)).network(choices(List.of("bias"), network))
                .rule("", new TaylorRule(), Rules.terms("1", "x*r", "w"), choices(List.of(), rule))
                .loss(new ChoiceCrossEntropy(), 1).loss(new L1Penalty(), 0.3).loss(new L2Penalty(), 0.2);
    }

    private static FitBuilder mixed() {
        return choices(Map.of("bias", Scope.SUBJECT), Map.of("x*r", Scope.SUBJECT, "w", Scope.SHARED));
    }

    private static FitBuilder shared() {
        return choices(Map.of(), Map.of());
    }

    private static FitBuilder sparse() {
        return FitBuilder.of(new RecurrentNetwork(), Networks.sparse(2, 3))
                .network(choices(List.of("recurrent.initial", "bias"), Map.of("recurrent.initial", Scope.SUBJECT)))
                .rule(new TaylorRule(), Rules.terms("x*y", "w")).loss(new ActivityMeanSquaredError(), 1);
    }

    /** The trajectories in sessions: a and b in "day 1", c in "day 2". */
    private static Dataset inSessions(Dataset dataset) {
        List<Trajectory> all = dataset.trajectories();
        return Recordings.of(all.get(0).toBuilder().session("day 1").build(), all.get(1).toBuilder().session("day 1").build(),
                all.get(2).toBuilder().session("day 2").build());
    }

    private static double[] somewhere(Problem problem) {
        double[] parameters = problem.start();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += 0.3 * Math.sin(5 * i + 2);
        }
        return parameters;
    }

    static List<Arguments> models() {
        return List.of(Arguments.of("subjects", mixed(), CHOICES),
                Arguments.of("sessions", choices(Map.of("bias", Scope.SESSION), Map.of("x*r", Scope.SUBJECT)), inSessions(CHOICES)),
                Arguments.of("all numbers of each subject", choices(Map.of("bias", Scope.SUBJECT),
                        Map.of("1", Scope.SUBJECT, "x*r", Scope.SUBJECT, "w", Scope.SUBJECT)), CHOICES),
                Arguments.of("initial weights", sparse(), ACTIVITY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void gradientAgreesWithCentralDifferences(String name, FitBuilder fit, Dataset dataset) {
        try (OpenFit opened = fit.open(dataset)) {
            Problem problem = opened.problems().getFirst();
            double[] parameters = somewhere(problem);
            Differences.assertClose(Differences.central(parameters, moved -> problem.gradient(moved).loss()),
                    problem.gradient(parameters).values(), 1e-8, "gradient");
            assertArrayEquals(problem.gradient(parameters).values(), problem.curvature(parameters).gradient().values(), 1e-14);
        }
    }

    /** What is minimised is the mean over trajectories of what each alone costs at its own vector, with its penalties. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void lossIsTheMeanOfWhatEachTrajectoryCostsWithItsOwnNumbers(String name, FitBuilder fit, Dataset dataset) {
        try (OpenFit opened = fit.trajectoriesAlike().open(dataset)) {
            Problem problem = opened.problems().getFirst();
            double[] parameters = somewhere(problem);
            Map<String, Double> values = new HashMap<>();
            for (int i = 0; i < parameters.length; i++) {
                values.put(problem.names().get(i), parameters[i]);
            }
            double mean = 0;
            for (Trajectory trajectory : dataset.trajectories()) {
                try (OpenFit alone = fit.open(Recordings.of(trajectory))) {
                    Problem one = alone.problems().getFirst();
                    double[] own = one.names().stream().mapToDouble(values::get).toArray();
                    mean += one.gradient(own).loss() / dataset.trajectories().size();
                }
            }
            assertEquals(mean, problem.gradient(parameters).loss(), 1e-14);
        }
    }

    /** Activity is linear in initial weights and bias, so the Gauss-Newton matrix of a squared error is that of second derivatives. */
    @Test
    void curvatureAgreesWithDifferencesOfTheGradient() {
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.linear(2, 3))
                .network(choices(List.of("weights.initial", "bias"), Map.of("bias", Scope.SUBJECT)))
                .rule("", new TaylorRule(), Rules.terms("x", "r"), choices(List.of(), Map.of("r", Scope.SUBJECT)))
                .loss(new ActivityMeanSquaredError(), 1).loss(new L2Penalty(), 0.2);
        try (OpenFit opened = fit.open(ACTIVITY)) {
            Problem problem = opened.problems().getFirst();
            double[] parameters = somewhere(problem);
            double[] matrix = problem.curvature(parameters).matrix();
            int size = parameters.length;
            for (int i = 0; i < size; i++) {
                int row = i;
                double[] expected = Differences.central(parameters, moved -> problem.gradient(moved).values()[row]);
                Differences.assertClose(expected, Arrays.copyOfRange(matrix, i * size, (i + 1) * size), 1e-7, problem.names().get(i));
            }
            int a = problem.names().indexOf("network.bias[0]@A");
            int b = problem.names().indexOf("network.bias[0]@B");
            assertEquals(0, matrix[a * size + b], "two subjects' own numbers never meet");
        }
    }

    /** Two flies with two recordings, and one with one. */
    private static Dataset flies() {
        List<Trajectory> all = new SimulatedChoices(1, -0.2, 150, 120, 180, 140, 160).record(new Seed(4)).trajectories();
        List<String> subjects = List.of("one", "two", "one", "three", "two");
        List<Trajectory> named = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            named.add(all.get(i).toBuilder().subject(subjects.get(i)).build());
        }
        return Recordings.of(named.toArray(Trajectory[]::new));
    }

    private static FitBuilder ofFlies(Map<String, Scope> scope, boolean penalised) {
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network())
                .rule("", new TaylorRule(), Rules.terms("x*r", "w", "r"), choices(List.of(), scope))
                .loss(new ChoiceCrossEntropy(), 1)
                .backend(new JvmBackend(), Precision.F64).gaussNewton(500).tolerances(1e-15, 1e-18, 1e-14).uncertainty();
        return penalised ? fit.loss(new L1Penalty(), 0.01).loss(new L2Penalty(), 0.02) : fit;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withAllNumbersOfEachSubjectAFitFallsApartIntoThoseOfEachSubjectAlone(boolean penalised) {
        Map<String, Scope> each = Map.of("x*r", Scope.SUBJECT, "w", Scope.SUBJECT, "r", Scope.SUBJECT);
        try (OpenFit together = ofFlies(each, penalised).open(flies());
                OpenFit separate = ofFlies(Map.of(), penalised).separateSubjects().open(flies())) {
            Problem problem = together.problems().getFirst();
            FitResult all = problem.train(Optional.empty(), FitListener.SILENT);
            Map<String, Uncertainty.Coefficient> coefficients = coefficients(all);
            assertEquals(9, coefficients.size());
            for (Problem alone : separate.problems()) {
                FitResult one = alone.train(Optional.empty(), FitListener.SILENT);
                for (int i = 0; i < alone.names().size(); i++) {
                    String name = alone.names().get(i) + "@" + alone.subject();
                    double expected = one.best().parameters()[i];
                    assertEquals(expected, all.best().parameters()[problem.names().indexOf(name)], 1e-7, name);
                    Uncertainty.Coefficient known = coefficients(one).get(alone.names().get(i));
                    assertEquals(!penalised && known.status() == Uncertainty.Status.DETERMINED, known.interval().isPresent(), name);
                    assertEquals(known.status(), coefficients.get(name).status(), name);
                    known.interval().ifPresent(interval -> assertEquals(interval.standardError(),
                            coefficients.get(name).interval().orElseThrow().standardError(), 1e-6, name));
                }
                assertEquals(one.formulas().get("rule"), all.formulas().get("rule@" + alone.subject()));
                one.metrics().trajectories().forEach(each1 -> assertEquals(each1.fitness().loss(),
                        all.metrics().trajectories().stream().filter(other -> other.id().equals(each1.id())).findFirst().orElseThrow()
                                .fitness().loss(), 1e-7));
            }
            assertEquals(Set.of("rule@one", "rule@three", "rule@two"), all.formulas().keySet());
        }
    }

    private static Map<String, Uncertainty.Coefficient> coefficients(FitResult result) {
        return result.uncertainty().coefficients().stream()
                .collect(Collectors.toMap(Uncertainty.Coefficient::name, each -> each));
    }

    /** Steps with single trajectories, as Adam may take them, add up to those with all. */
    @Test
    void theMeanOfWhatIsToldOfEachTrajectoryIsWhatIsToldOfAll() {
        Split split = Split.of(mixed().fit().data().settings(), CHOICES);
        List<Part> parts = split.training();
        try (CompiledFit compiled = new CompiledFit(mixed().fit(), CHOICES, split.channels());
                Objective objective = compiled.objective(parts, parts)) {
            double[] point = compiled.numbers(parts).start();
            Arrays.setAll(point, i -> point[i] + 0.3 * Math.cos(i));
            List<Query> queries = new ArrayList<>(List.of(Query.ofAll(point, Wanted.SECOND_ORDER)));
            for (int i = 0; i < 3; i++) {
                queries.add(Query.of(i, point, Wanted.SECOND_ORDER));
            }
            List<Answer> answers = objective.answer(queries);
            assertMean(new double[] {answers.getFirst().value()}, answers, answer -> new double[] {answer.value()});
            assertMean(answers.getFirst().gradient(), answers, Answer::gradient);
            assertMean(answers.getFirst().matrix(), answers, Answer::matrix);
        }
    }

    private static void assertMean(double[] expected, List<Answer> answers, Function<Answer, double[]> part) {
        double[] mean = new double[expected.length];
        answers.subList(1, answers.size()).forEach(answer -> Arrays.setAll(mean, i -> mean[i] + part.apply(answer)[i] / 3));
        assertArrayEquals(expected, mean, 1e-13);
    }

    @Test
    void numbersAreNamedByWhoseTheyAre() {
        FitBuilder fit = choices(Map.of("bias", Scope.SESSION), Map.of("x*r", Scope.SUBJECT));
        try (OpenFit opened = fit.open(inSessions(CHOICES))) {
            Problem problem = opened.problems().getFirst();
            assertEquals(List.of("network.bias[0]@A/day 1", "network.bias[1]@A/day 1", "network.bias[2]@A/day 1",
                    "network.bias[0]@A/day 2", "network.bias[1]@A/day 2", "network.bias[2]@A/day 2",
                    "network.bias[0]@B/day 1", "network.bias[1]@B/day 1", "network.bias[2]@B/day 1",
                    "rule.1", "rule.x*r@A", "rule.x*r@B", "rule.w"), problem.names());
            double[] vector = somewhere(problem);
            Map<String, Map<String, double[]>> named = new HashMap<>();
            problem.parameters(vector).forEach(value ->
                    named.computeIfAbsent(value.owner(), _ -> new HashMap<>()).put(value.label(), value.values()));
            assertArrayEquals(vector, problem.vector(named));
            assertEquals(Set.of("rule@A", "rule@B"), problem.formulas(vector).keySet());
        }
    }

    /** As in a run of one subject alone, whose numbers are put to other data. */
    @Test
    void aValueThatIsEverybodysIsEachUnitsToo() {
        try (OpenFit opened = mixed().open(CHOICES)) {
            Problem problem = opened.problems().getFirst();
            double[] vector = problem.vector(Map.of("network", Map.of("bias", new double[] {1, 2, 3}),
                    "rule", Map.of("1", new double[] {4}, "w", new double[] {5}, "x*r", new double[] {6}, "x*r@B", new double[] {7})));
            assertArrayEquals(new double[] {1, 2, 3, 1, 2, 3, 4, 6, 7, 5}, vector);
            assertEquals("The fitted parameters hold no values for 'rule.x*r' of subject 'A'; expected 1. Nothing was fitted to its "
                    + "trajectories, so leave them out.", assertThrows(InvalidSpecException.class, () -> problem.vector(Map.of("network",
                    Map.of("bias", new double[3]), "rule", Map.of("1", new double[1], "w", new double[1], "x*r@B", new double[1]))))
                    .getMessage());
        }
    }

    @Test
    void eachUnitStartsByItselfWhoeverElseIsThere() {
        TaylorSettings random = TaylorSettings.listing(0.5, "x*r", "w");
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3, 1))
                .rule("", new TaylorRule(), random, choices(List.of(), Map.of("x*r", Scope.SUBJECT)))
                .loss(new ChoiceCrossEntropy(), 1).starts(2);
        try (OpenFit both = fit.open(CHOICES); OpenFit one = fit.open(Recordings.of(CHOICES.trajectories().get(1)))) {
            double[] start = both.problems().getFirst().start();
            assertEquals(3, Arrays.stream(start).distinct().count());
            assertArrayEquals(new double[] {start[1], start[2]}, one.problems().getFirst().start());
        }
        try (CompiledFit compiled = new CompiledFit(fit.fit(), CHOICES, CHOICES.channels())) {
            List<Part> parts = Split.of(fit.fit().data().settings(), CHOICES).training();
            Set<Double> values = new LinkedHashSet<>();
            for (double[] start : List.of(compiled.numbers(parts).start(), compiled.numbers(parts).randomStart(1, new double[3]))) {
                Arrays.stream(start).forEach(values::add);
            }
            assertEquals(6, values.size());
        }
    }

    @Test
    void missingSynapsesStartAtZeroForEachUnit() {
        try (OpenFit opened = sparse().open(ACTIVITY)) {
            List<double[]> initial = opened.problems().getFirst().parameters(opened.problems().getFirst().start()).stream()
                    .filter(value -> value.name().equals("recurrent.initial")).map(value -> value.values()).toList();
            assertEquals(2, initial.size());
            for (int i = 0; i < 9; i++) {
                assertEquals(initial.get(0)[i] == 0, initial.get(1)[i] == 0);
                assertFalse(i % 4 == 0 && initial.get(0)[i] != 0);
            }
            assertFalse(Arrays.equals(initial.get(0), initial.get(1)));
        }
    }

    @Test
    void anExtensionMayDeclareAScopeAndAUserAnother() {
        Parameter rate = Parameter.scalar("rate", Initial.at(0.5)).scope(Scope.SUBJECT);
        FitBuilder declared = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3, 1)).loss(new ChoiceCrossEntropy(), 1);
        try (OpenFit opened = declared.rule(
                Stubs.rule(List.of(rate), (synapse, theta) -> Plasticity.of(theta.of(rate).times(synapse.weight()))), new NoSettings())
                .open(CHOICES)) {
            assertEquals(List.of("rule.rate@A", "rule.rate@B"), opened.problems().getFirst().names());
        }
        FitBuilder chosen = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3, 1)).loss(new ChoiceCrossEntropy(), 1);
        try (OpenFit opened = chosen.rule("",
                Stubs.rule(List.of(rate), (synapse, theta) -> Plasticity.of(theta.of(rate).times(synapse.weight()))), new NoSettings(),
                choices(List.of(), Map.of("rate", Scope.SHARED))).open(CHOICES)) {
            assertEquals(List.of("rule.rate"), opened.problems().getFirst().names());
        }
    }

    @Test
    void oneWhoIsFittedAloneHasNumbersWithoutName() {
        try (OpenFit opened = mixed().separateSubjects().open(CHOICES)) {
            for (Problem problem : opened.problems()) {
                try (OpenFit plain = shared().separateSubjects().open(CHOICES)) {
                    assertEquals(plain.problems().getFirst().names(), problem.names());
                }
            }
        }
    }

    private static void assertRefused(String key, String message, FitBuilder fit, Dataset dataset) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> fit.open(dataset));
        assertEquals(message, refusal.getMessage());
        assertEquals(key, refusal.key());
    }

    @Test
    void aTrajectoryThatRunsOnThroughSessionsHasNoNumbersOfASession() {
        FitBuilder fit = choices(Map.of("bias", Scope.SESSION), Map.of());
        Trajectory marked = CHOICES.trajectories().getFirst().toBuilder()
                .sessions(List.of(new Trajectory.Session("day 1", 0), new Trajectory.Session("day 2", 3))).build();
        assertRefused("network.scope", "'bias' is to have a value for each session, but trajectory 'a' runs on through 2 sessions, and "
                + "parameters are constant within a trajectory; let each session begin anew, or choose the scope subject or shared.",
                fit, Recordings.of(marked));
        assertRefused("network.scope", "'bias' is to have a value for each session, but trajectory 'a' is of no session that the data "
                + "name; name its session, or choose the scope subject or shared.", fit, CHOICES);
    }

    @Test
    void twoSessionsOfOneNameAreRefused() {
        Trajectory first = CHOICES.trajectories().getFirst();
        assertRefused("network.scope", "The values of 'bias' for two sessions would both be called 'network.bias@A/B/C'; rename a subject "
                + "or a session in the data.", choices(Map.of("bias", Scope.SESSION), Map.of()),
                Recordings.of(first.toBuilder().subject("A").session("B/C").build(),
                        CHOICES.trajectories().get(1).toBuilder().subject("A/B").session("C").build()));
    }

    @Test
    void aScopeOfWhatIsNotFittedOrNotThereIsRefused() {
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3, 1)).rule(new TaylorRule(), Rules.terms("x"))
                .loss(new ChoiceCrossEntropy(), 1);
        assertRefused("network.scope", "'bias' is not fitted, so it has one value for all; add it to fitted, or leave it out of scope.",
                fit.network(choices(List.of(), Map.of("bias", Scope.SUBJECT))), CHOICES);
        assertRefused("network.scope", "'bais' is no parameter here; the parameters are bias.",
                fit.network(choices(List.of(), Map.of("bais", Scope.SUBJECT))), CHOICES);
        assertRefused("network", "'weights.initial' can be chosen only if it is fitted; add it to fitted, or leave it out.",
                fit.network(choices(List.of(), Map.of("weights.initial", Scope.SUBJECT))), CHOICES);
        ParameterChoices fixed = new ParameterChoices(Map.of(), List.of("x"), List.of(), Map.of(), Map.of("x", Scope.SUBJECT));
        FitBuilder other = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3, 1)).loss(new ChoiceCrossEntropy(), 1)
                .rule("", new TaylorRule(), Rules.terms("x", "w"), fixed);
        assertRefused("rule.scope", "'x' is not fitted, so it has one value for all; take it out of fixed, or leave it out of scope.",
                other, CHOICES);
    }

    @Test
    void aSubjectThatIsHeldOutWhollyHasNoValue() {
        Trajectory b = CHOICES.trajectories().get(1).toBuilder().use(Trajectory.Use.HELD_OUT).build();
        assertRefused("network.scope", "'bias' has a value for each subject, but none for subject 'B', to which nothing is fitted since "
                + "all its trajectories are held out; fit some of them, or choose the scope shared.", mixed(),
                Recordings.of(CHOICES.trajectories().get(0), b));
        Trajectory c = CHOICES.trajectories().get(2).toBuilder().use(Trajectory.Use.HELD_OUT).build();
        try (OpenFit opened = mixed().open(Recordings.of(CHOICES.trajectories().get(0), CHOICES.trajectories().get(1), c));
                OpenFit whole = mixed().open(CHOICES)) {
            Problem problem = opened.problems().getFirst();
            double[] parameters = somewhere(problem);
            assertEquals(whole.problems().getFirst().evaluate(parameters, problem.means()).trajectories().get(2).fitness().loss(),
                    problem.evaluateHeldOut(parameters).orElseThrow().trajectories().getFirst().fitness().loss(), 1e-15);
            List<double[]> logits = problem.predict(Observable.LOGIT, parameters).stream().map(prediction -> prediction.values()).toList();
            assertArrayEquals(whole.problems().getFirst().predict(Observable.LOGIT, parameters).get(2).values(), logits.get(2));
        }
    }

    @Test
    void aFoldThatHoldsOutAllOfASubjectIsRefused() {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> CrossValidation.open(mixed().fit(), CHOICES,
                new FoldSettings(2, FoldSettings.Over.SUBJECTS)));
        assertTrue(refusal.getMessage().matches("In fold 1, 'bias' has a value for each subject, but none for subject '[AB]', to which "
                + "nothing is fitted since all its trajectories are held out; divide recordings or trials, or choose the scope shared."),
                refusal.getMessage());
        try (CrossValidation validation = CrossValidation.open(mixed().fit(), CHOICES, new FoldSettings(2, FoldSettings.Over.TRIALS))) {
            assertEquals(FoldFits.names(validation, validation.folds().get(0)), FoldFits.names(validation, validation.folds().get(1)));
            FitResult result = FoldFits.train(validation, validation.folds().getFirst(), Optional.empty(), FitListener.SILENT);
            assertEquals(3, result.heldOut().orElseThrow().trajectories().size());
        }
    }

    @Test
    void aTermOfEachSubjectIsSelectedForAllSubjectsTogether() {
        Map<String, Scope> scope = Map.of("w", Scope.SUBJECT, "r", Scope.SUBJECT);
        SelectionSettings settings = new SelectionSettings(
                new FoldSettings(2, FoldSettings.Over.TRIALS), 4, 0.01, SelectionSettings.Rule.BEST, true);
        FitBuilder scoped = FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network())
                .backend(new JvmBackend(), Precision.F64)
                .rule("", new TaylorRule(), Rules.terms("x*r", "w", "r"), choices(List.of(), scope))
                .loss(new ChoiceCrossEntropy(), 1).gaussNewton(60);
        try (TermSelection selecting = TermSelection.open(scoped.fit(), flies(), settings)) {
            Selection selection = selected(selecting);
            assertEquals(List.of("rule.x*r", "rule.w", "rule.r"), selection.candidates());
            assertEquals(List.of(), selection.path().getFirst().selected());
            assertEquals(3, selection.path().getLast().coefficients().size());
            assertTrue(selection.selected().contains("rule.x*r"), selection.selected().toString());
            try (OpenFit refit = OpenFit.open(selection.refit(), flies())) {
                Set<String> left = refit.problems().getFirst().names().stream().map(each -> each.replaceFirst("@.*", ""))
                        .collect(Collectors.toSet());
                assertEquals(Set.copyOf(selection.selected()), left);
                assertEquals(selection.selected().stream().mapToInt(each -> each.equals("rule.x*r") ? 1 : 3).sum(),
                        refit.problems().getFirst().names().size());
            }
        }
    }

    private static Selection selected(TermSelection selecting) {
        SelectionProcedure procedure = selecting.begin();
        Map<Integer, List<StepResult>> done = new HashMap<>();
        for (Optional<SelectionStep> step = procedure.next(); step.isPresent(); step = procedure.next()) {
            List<StepResult> results = new ArrayList<>();
            for (int set : selecting.sets(step.get())) {
                List<StepResult> own = done.computeIfAbsent(set, _ -> new ArrayList<>());
                own.add(selecting.carryOut(step.get(), set, List.copyOf(own), () -> false).orElseThrow());
                results.add(own.getLast());
            }
            procedure.tell(step.get(), results);
        }
        return procedure.selection();
    }
}

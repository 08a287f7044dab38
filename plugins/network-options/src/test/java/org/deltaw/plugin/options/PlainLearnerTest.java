package org.deltaw.plugin.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.CompiledPrograms;
import org.deltaw.kernel.DataSettings;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.OptimizerChoice;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.gaussnewton.GaussNewtonOptimizer;
import org.deltaw.plugin.gaussnewton.GaussNewtonSettings;
import org.deltaw.plugin.interpreter.InterpreterBackend;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.spi.Configured;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The network with a rule for Q-learning is a plain loop that somebody would write for it, to rounding. */
class PlainLearnerTest {
    private static final double ROUNDING = 1e-12;
    private static final int TRIALS = 60;
    private static final double MISSED = 0.15;

    /** One session of some trials. */
    private static List<PlainLearner.Trial> session(int options, RandomGenerator random) {
        List<PlainLearner.Trial> trials = new ArrayList<>();
        while (trials.size() < TRIALS) {
            boolean[] offered = new boolean[options];
            // At least the first and the last are on offer.
            IntStream.range(0, options).forEach(k -> offered[k] = k == 0 || k == options - 1 || random.nextBoolean());
            int option = random.nextInt(options);
            if (offered[option]) {
                trials.add(new PlainLearner.Trial(offered, random.nextDouble() < MISSED ? -1 : option, random.nextInt(3) - 0.5));
            }
        }
        return trials;
    }

    private static Trajectory trajectory(String id, int options, List<PlainLearner.Trial> trials, boolean carriedOver) {
        double[] choice = new double[options * trials.size()];
        double[] offered = new double[choice.length];
        double[] made = new double[trials.size()];
        for (int t = 0; t < made.length; t++) {
            PlainLearner.Trial trial = trials.get(t);
            for (int k = 0; k < options; k++) {
                offered[t * options + k] = trial.offered()[k] ? 1 : 0;
                choice[t * options + k] = trial.option() == k ? 1 : 0;
            }
            made[t] = trial.option() < 0 ? 0 : 1;
        }
        Trajectory.Builder builder = Trajectory.builder(id, made.length).subject("a")
                .column(Channel.of(Input.CHOICE, options), choice).column(Channel.of(Target.CHOICE, options), choice)
                .column(Channel.mask(Target.CHOICE, 1), made).column(Channel.of(Input.OFFERED, options), offered)
                .column(Channel.of(Signal.REWARD), trials.stream().mapToDouble(PlainLearner.Trial::reward).toArray());
        return carriedOver ? builder.sessions(List.of(new Trajectory.Session("1", 0), new Trajectory.Session("2", TRIALS))).build()
                : builder.session(id).build();
    }

    private static Dataset data(int options, Trajectory... trajectories) {
        return Dataset.builder(List.of(Channel.of(Input.CHOICE, options), Channel.of(Target.CHOICE, options),
                Channel.mask(Target.CHOICE, 1), Channel.of(Input.OFFERED, options), Channel.of(Signal.REWARD)))
                .trajectories(trajectories).build();
    }

    private static Fit fit(int options, OptionsSettings.Update update, GradientBackend<NoSettings> backend) {
        OptionsSettings settings = new OptionsSettings(options, 1, Optional.empty(), update, 1, 0, 0, 2, 0.1, 0.1, 0.1, Optional.of(0.1),
                Optional.empty());
        ParameterChoices choices = new ParameterChoices(Map.of(), List.of(),
                List.of("scale", "bias", "perseveration", "lapse", "expected-reward-rate"), Map.of());
        return new Fit("test", new Seed(1), Path.of("."), new Fit.DataChoice(new Configured<>(new NoData(), new NoSettings()),
                DataSettings.ALL),
                new Fit.NetworkChoice(new Configured<>(new OptionsNetwork(), settings), choices),
                List.of(new Fit.RuleChoice("", new Configured<>(new QLearning(), new NoSettings()), ParameterChoices.NONE)),
                List.of(new Fit.LossChoice(new Configured<>(new ChoiceCrossEntropy(), new NoSettings()), 1, ParameterChoices.NONE)),
                new Fit.BackendChoice(new Configured<>(backend, new NoSettings()), new BackendSettings(Precision.F64, 1, 1024),
                        new CompiledPrograms(0)),
                new OptimizerChoice.Named(new Configured<>(new GaussNewtonOptimizer(), new GaussNewtonSettings(1e-10, 1e-12, 1e-10))),
                new TrainingSettings(1, 1, TrainingSettings.Subjects.POOLED, 0, 0, TrainingSettings.Intervals.NONE, 1e9));
    }

    private static double[] parameters(int options, double forget) {
        double[] parameters = {2.5, 0.3, 0.08, 0.12, 0.35, forget, 0.4, -0.3, 0.7};
        return Arrays.copyOf(parameters, 6 + options - 1);
    }

    /** Compares each trajectory, in which the given trials follow each other. */
    private static void assertAgrees(int options, OptionsSettings.Update update, double forget, Dataset data,
            List<List<PlainLearner.Trial>> trials) {
        for (GradientBackend<NoSettings> backend : List.of(new InterpreterBackend(), new JvmBackend())) {
            try (OpenFit opened = OpenFit.open(fit(options, update, backend), data)) {
                Problem problem = opened.problems().getFirst();
                PlainLearner names = new PlainLearner(options);
                double[] vector = new double[problem.names().size()];
                double[] parameters = parameters(options, forget);
                Arrays.setAll(vector, i -> parameters[names.names().indexOf(problem.names().get(i))]);
                List<Evaluation> found = problem.evaluations(vector);
                for (int n = 0; n < trials.size(); n++) {
                    PlainLearner plain = new PlainLearner(options, parameters);
                    trials.get(n).forEach(plain::run);
                    assertAgrees(plain, update, problem.names(), found.get(n),
                            trials.get(n).stream().filter(trial -> trial.option() >= 0).count());
                }
            }
        }
    }

    private static void assertAgrees(PlainLearner plain, OptionsSettings.Update update, List<String> names, Evaluation found, long made) {
        assertEquals(plain.logLikelihood(), -found.loss() * made, ROUNDING * Math.abs(plain.logLikelihood()), "log-likelihood");
        double largest = Arrays.stream(plain.gradient()).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < names.size(); i++) {
            boolean never = update == OptionsSettings.Update.CHOSEN && names.get(i).equals("rule.forget");
            double expected = never ? 0 : plain.gradient()[plain.names().indexOf(names.get(i))];
            assertEquals(expected, -found.gradient()[i] * made, ROUNDING * largest, "derivative by " + names.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void sessionsThatBeginAnewAreLoopsOfTheirOwn(int options) {
        RandomGenerator random = new Seed(options).generator();
        List<List<PlainLearner.Trial>> trials = List.of(session(options, random), session(options, random));
        Dataset data = data(options, trajectory("1", options, trials.get(0), false), trajectory("2", options, trials.get(1), false));
        assertAgrees(options, OptionsSettings.Update.ALL_OPTIONS, 0.2, data, trials);
        assertAgrees(options, OptionsSettings.Update.CHOSEN, 0, data, trials);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void sessionsThatRunOnAreOneLoop(int options) {
        RandomGenerator random = new Seed(options).generator();
        List<PlainLearner.Trial> trials = new ArrayList<>(session(options, random));
        trials.addAll(session(options, random));
        assertAgrees(options, OptionsSettings.Update.ALL_OPTIONS, 0.2, data(options, trajectory("a", options, trials, true)),
                List.of(trials));
    }

    /** Its data are given. */
    private static final class NoData implements DataSource<NoSettings> {
        @Override
        public ExtensionId id() {
            return new ExtensionId("no-data");
        }

        @Override
        public String description() {
            return "none";
        }

        @Override
        public Class<NoSettings> settingsType() {
            return NoSettings.class;
        }

        @Override
        public Dataset load(NoSettings settings, DataContext context) {
            throw new AssertionError("The data are given.");
        }
    }
}

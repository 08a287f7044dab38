package org.deltaw.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.AllowedWeights;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.DataSettings;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.LikelihoodSettings;
import org.deltaw.kernel.OptimizerChoice;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.PosteriorSettings;
import org.deltaw.kernel.StartCount;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.prior.Hierarchy;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.spec.testing.FakeCatalog;
import org.deltaw.spec.testing.FakeExtensions;
import org.deltaw.spec.testing.Specs;
import org.deltaw.spi.Configured;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.parameter.Scope;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** Random fits survive being written and read. */
class RoundTripTest {
    private static final List<String> ODD = List.of("", " ", "~", "null", "true", "no", "1", "1.0", ".inf", "x*r", "*a",
            "&a", "!a", "@a", "`a`", "%a", "- a", "-", "--- a", "...", "a: b", "a:b", "a #b", "#a", "a,b", "[a]", "{a}",
            "'", "\"", "it's", "\\", "C:\\data\\new", "a\nb", "a\tb", "\u0000", "\u0085", "\u2028", "\uFEFF",
            "🪰 fly", "é", "\uD800", "a ", " a", "a  b", "?", "? a", "|", ">", "2024-01-01", "0x1F", "=", "<<", "a.b",
            "a\\u0041", "日本語", "e\u0301", "Δw", "\u007F", "\u00A0", "${x}", "Fly1.mat", "/data/Fly 1.mat", "x^2", "(a)",
            "a=b");

    @TempDir
    Path directory;

    private RandomGenerator random = new Seed(0).generator();

    @RepeatedTest(300)
    void writingAndReadingIsTheIdentity(RepetitionInfo repetition) {
        random = new Seed(repetition.getCurrentRepetition()).generator();
        Fit fit = fit();
        String text = SpecWriter.write(fit);
        Path file = Specs.file(directory, "spec.yaml", text);
        Fit again = SpecReader.read(file, List.of(), FakeCatalog.standard());
        assertEquals(fit, again, () -> "seed " + repetition.getCurrentRepetition() + "\n" + text);
        assertEquals(text, SpecWriter.write(again));
    }

    private Fit fit() {
        return new Fit(text(), new Seed(random.nextLong()), directory.resolve("a b"),
                new Fit.DataChoice(new Configured<>(
                        new FakeExtensions.Source<>("table", FakeExtensions.TableSettings.class), table()),
                        new DataSettings(1 - random.nextDouble())),
                new Fit.NetworkChoice(new Configured<>(
                        new FakeExtensions.Architecture<>("feedforward", FakeExtensions.LayerSettings.class),
                        new FakeExtensions.LayerSettings(list(2, () -> random.nextInt(1, 1000)), number())), choices()),
                random.nextBoolean() ? List.of(rule("")) : groups(),
                list(1, () -> new Fit.LossChoice(
                        new Configured<>(new FakeExtensions.Function("l1"), new NoSettings()), number(), choices())),
                random.nextBoolean() ? LikelihoodSettings.DEFAULT : new LikelihoodSettings(LikelihoodSettings.Combination.MEAN,
                        LikelihoodSettings.Weighting.TRAJECTORY),
                random.nextBoolean() ? Map.of() : Map.of(text(), new Prior.Normal(number(), random.nextDouble() + 1e-9), "b " + text(),
                        new Prior.Uniform(-random.nextDouble() - 1, random.nextDouble())), posterior(),
                new Fit.BackendChoice(new Configured<>(
                        new FakeExtensions.Backend<>("jvm", NoSettings.class), new NoSettings()),
                        new BackendSettings(Precision.F32, random.nextInt(4096), random.nextInt(1, 1 << 30)),
                        FakeCatalog.standard().programs()),
                optimizer(), training());
    }

    private Fit.PosteriorChoice posterior() {
        if (random.nextBoolean()) {
            return Fit.PosteriorChoice.DEFAULT;
        }
        PosteriorSettings settings = new PosteriorSettings(PosteriorSettings.Sampler.NUTS, random.nextInt(1, 10), 7, 9, 0.5, 100);
        List<Prior> spreads = List.of(new Prior.HalfNormal(random.nextDouble() + 1e-9), new Prior.HalfCauchy(2),
                new Prior.LogNormal(-1, 2));
        Hierarchy hierarchy = new Hierarchy(List.of(Hierarchy.Level.SUBJECT, Hierarchy.Level.SESSION), random.nextBoolean() ? List.of()
                : list(1, this::text), spreads.get(random.nextInt(3)), new TreeMap<>(Map.of(text(), spreads.get(0))),
                new TreeMap<>(Map.of(text(), new Prior.StudentT(3, number(), 1), "b " + text(), new Prior.Beta(1, 2))),
                Hierarchy.Link.LOGIT);
        return new Fit.PosteriorChoice(settings, Optional.of(hierarchy));
    }

    private FakeExtensions.TableSettings table() {
        long from = random.nextLong(1L << 60);
        return new FakeExtensions.TableSettings(text(), map(() -> new FakeExtensions.Column(text(), number())),
                new FakeExtensions.Window(from, random.nextBoolean() ? Optional.empty() : Optional.of(from + 1)),
                list(0, () -> list(0, random::nextInt)), random.nextBoolean(),
                random.nextBoolean() ? Optional.empty() : Optional.of(text()));
    }

    private List<Fit.RuleChoice> groups() {
        List<Fit.RuleChoice> rules = new ArrayList<>();
        map(() -> 0).keySet().stream().filter(group -> !group.isBlank()).forEach(group -> rules.add(rule(group)));
        rules.add(rule("last one"));
        return rules;
    }

    private Fit.RuleChoice rule(String group) {
        return new Fit.RuleChoice(group, new Configured<>(
                new FakeExtensions.Family<>("taylor", FakeExtensions.TaylorSettings.class),
                new FakeExtensions.TaylorSettings(list(0, this::text))), choices(),
                random.nextBoolean() ? AllowedWeights.ANY : AllowedWeights.STABLE);
    }

    private ParameterChoices choices() {
        List<String> fixed = list(0, this::text);
        List<String> fitted = list(0, this::text).stream().filter(name -> !fixed.contains(name)).toList();
        return new ParameterChoices(map(this::number), fixed, fitted,
                map(() -> List.of(Double.NEGATIVE_INFINITY, number())),
                map(() -> Scope.values()[random.nextInt(Scope.values().length)]));
    }

    private OptimizerChoice optimizer() {
        Configured<Optimizer<?>> adam = adam(0.001, Optional.empty());
        return random.nextBoolean()
                ? new OptimizerChoice.Named(adam(positive(), random.nextBoolean() ? Optional.empty() : Optional.of(positive())))
                : new OptimizerChoice.Automatic(new Configured<>(
                        new FakeExtensions.Method<>("gauss-newton", FakeExtensions.NewtonSettings.class),
                        new FakeExtensions.NewtonSettings(1e-10)), adam);
    }

    private static Configured<Optimizer<?>> adam(double rate, Optional<Double> clip) {
        return new Configured<>(new FakeExtensions.Method<>("adam", FakeExtensions.AdamSettings.class),
                new FakeExtensions.AdamSettings(rate, FakeExtensions.Update.PER_TRAJECTORY, 0.9, clip));
    }

    private TrainingSettings training() {
        return new TrainingSettings(random.nextInt(1 << 30), StartCount.of(1 + random.nextInt(9)), TrainingSettings.Subjects.SEPARATE,
                random.nextInt(1 << 30), random.nextDouble(), TrainingSettings.Intervals.values()[random.nextInt(3)], positive());
    }

    private double positive() {
        return Math.scalb(1 - random.nextDouble(), random.nextInt(-1000, 1000));
    }

    private <T> List<T> list(int least, Supplier<T> item) {
        List<T> list = new ArrayList<>();
        int size = random.nextInt(least, random.nextInt(10) == 0 ? 50 : 4);
        for (int i = 0; i < size; i++) {
            list.add(item.get());
        }
        return List.copyOf(list);
    }

    private <T> Map<String, T> map(Supplier<T> value) {
        Map<String, T> map = new LinkedHashMap<>();
        list(0, this::text).forEach(key -> map.put(key, value.get()));
        return map;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int parts = random.nextInt(1, 4); parts > 0; parts--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append(random.nextInt(1000));
                case 1 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
                default -> text.append(ODD.get(random.nextInt(ODD.size())));
            }
        }
        return text.toString();
    }

    /** Draws any finite number, small and large ones as often as others. */
    private double number() {
        boolean small = random.nextInt(3) == 0;
        double value = small ? random.nextInt(-3, 3) / 2.0 : Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : Double.MIN_VALUE;
    }
}

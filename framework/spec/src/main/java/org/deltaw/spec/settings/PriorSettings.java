package org.deltaw.spec.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.spec.text.SpecNode;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;

/** The prior of a parameter as a spec has it: one distribution, by its name. */
public record PriorSettings(
        @Setting("mean and standard deviation, as in [0, 1]; cut at the bounds of the parameter") Optional<List<Double>> normal,
        @Setting("least and largest value, as in [0, 1], which become the bounds of the parameter") Optional<List<Double>> uniform,
        @Setting("degrees of freedom, location and scale, as in [4, 0, 1]") Optional<List<Double>> studentT,
        @Setting("standard deviation of a normal distribution around 0, of which the positive half is taken") Optional<Double> halfNormal,
        @Setting("scale of a Cauchy distribution around 0, of which the positive half is taken") Optional<Double> halfCauchy,
        @Setting("mean and standard deviation of the logarithm, as in [0, 1]") Optional<List<Double>> logNormal,
        @Setting("the two numbers of a beta distribution of values from 0 to 1, as in [2, 2]") Optional<List<Double>> beta) {
    public PriorSettings {
        made(normal, uniform, studentT, halfNormal, halfCauchy, logNormal, beta);
    }

    /** Returns what stands in a spec for a prior. */
    public static PriorSettings of(Prior prior) {
        return switch (prior) {
            case Prior.Normal(double mean, double deviation) -> new PriorSettings(numbers(mean, deviation), none(), none(), none(), none(),
                    none(), none());
            case Prior.Uniform(double lower, double upper) -> new PriorSettings(none(), numbers(lower, upper), none(), none(), none(),
                    none(), none());
            case Prior.StudentT(double degrees, double location, double scale) -> new PriorSettings(none(), none(),
                    numbers(degrees, location, scale), none(), none(), none(), none());
            case Prior.HalfNormal(double deviation) -> new PriorSettings(none(), none(), none(), Optional.of(deviation), none(), none(),
                    none());
            case Prior.HalfCauchy(double scale) -> new PriorSettings(none(), none(), none(), none(), Optional.of(scale), none(), none());
            case Prior.LogNormal(double mean, double deviation) -> new PriorSettings(none(), none(), none(), none(), none(),
                    numbers(mean, deviation), none());
            case Prior.Beta(double first, double second) -> new PriorSettings(none(), none(), none(), none(), none(), none(),
                    numbers(first, second));
        };
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }

    private static Optional<List<Double>> numbers(Double... numbers) {
        return Optional.of(List.of(numbers));
    }

    /** Returns the prior. */
    public Prior prior() {
        return made(normal, uniform, studentT, halfNormal, halfCauchy, logNormal, beta);
    }

    private static Prior made(Optional<List<Double>> normal, Optional<List<Double>> uniform, Optional<List<Double>> studentT,
            Optional<Double> halfNormal, Optional<Double> halfCauchy, Optional<List<Double>> logNormal, Optional<List<Double>> beta) {
        SequencedMap<String, Prior> given = new LinkedHashMap<>();
        add(given, "normal", normal, "two numbers, as in [0, 1]", 2, n -> new Prior.Normal(n.get(0), n.get(1)));
        add(given, "uniform", uniform, "two numbers, as in [0, 1]", 2, n -> new Prior.Uniform(n.get(0), n.get(1)));
        add(given, "student-t", studentT, "three numbers, as in [4, 0, 1]", 3, n -> new Prior.StudentT(n.get(0), n.get(1), n.get(2)));
        add(given, "half-normal", halfNormal.map(List::of), "one number", 1, n -> new Prior.HalfNormal(n.getFirst()));
        add(given, "half-cauchy", halfCauchy.map(List::of), "one number", 1, n -> new Prior.HalfCauchy(n.getFirst()));
        add(given, "log-normal", logNormal, "two numbers, as in [0, 1]", 2, n -> new Prior.LogNormal(n.get(0), n.get(1)));
        add(given, "beta", beta, "two numbers, as in [2, 2]", 2, n -> new Prior.Beta(n.get(0), n.get(1)));
        if (given.size() != 1) {
            throw new InvalidSpecException("Expected one distribution, as in {normal: [0, 1]} or {uniform: [0, 1]}.");
        }
        return given.firstEntry().getValue();
    }

    private static void add(Map<String, Prior> given, String key, Optional<List<Double>> numbers, String expected, int count,
            Function<List<Double>, Prior> family) {
        if (numbers.isEmpty()) {
            return;
        }
        if (numbers.get().size() != count) {
            throw new InvalidSpecException(key, "Expected " + expected + ", found " + numbers.get().size() + ".");
        }
        try {
            given.put(key, family.apply(numbers.get()));
        } catch (IllegalArgumentException wrong) {
            InvalidSpecException refusal = new InvalidSpecException(key, String.valueOf(wrong.getMessage()));
            refusal.initCause(wrong);
            throw refusal;
        }
    }

    /** Returns the number or numbers of the distribution by its name, as a spec and results have them. */
    public SequencedMap<String, Object> numbers() {
        SequencedMap<String, Object> written = new LinkedHashMap<>();
        normal.ifPresent(numbers -> written.put("normal", numbers));
        uniform.ifPresent(numbers -> written.put("uniform", numbers));
        studentT.ifPresent(numbers -> written.put("student-t", numbers));
        halfNormal.ifPresent(number -> written.put("half-normal", number));
        halfCauchy.ifPresent(number -> written.put("half-cauchy", number));
        logNormal.ifPresent(numbers -> written.put("log-normal", numbers));
        beta.ifPresent(numbers -> written.put("beta", numbers));
        return written;
    }

    /** Writes priors by the names of their parameters. */
    public static SpecNode written(Map<String, Prior> priors) {
        SequencedMap<String, SpecNode> section = new LinkedHashMap<>();
        priors.forEach((name, prior) -> section.put(name, SettingsTree.value(of(prior).numbers())));
        return SettingsTree.map(section);
    }
}

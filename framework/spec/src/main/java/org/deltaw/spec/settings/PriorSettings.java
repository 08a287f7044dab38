package org.deltaw.spec.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;

/** The prior of a parameter as a spec has it: one distribution, by its name. */
public record PriorSettings(
        @Setting("mean and standard deviation, as in [0, 1]; cut at the bounds of the parameter") Optional<List<Double>> normal,
        @Setting("least and largest value, as in [0, 1], which become the bounds of the parameter") Optional<List<Double>> uniform) {
    private static final int NUMBERS = 2;
    private static final String NORMAL = "normal";
    private static final String UNIFORM = "uniform";

    public PriorSettings {
        prior(normal, uniform);
    }

    /** Returns what stands in a spec for a prior. */
    public static PriorSettings of(Prior prior) {
        return switch (prior) {
            case Prior.Normal(double mean, double deviation) -> new PriorSettings(Optional.of(List.of(mean, deviation)), Optional.empty());
            case Prior.Uniform(double lower, double upper) -> new PriorSettings(Optional.empty(), Optional.of(List.of(lower, upper)));
        };
    }

    /** Returns the prior. */
    public Prior prior() {
        return prior(normal, uniform);
    }

    private static Prior prior(Optional<List<Double>> normal, Optional<List<Double>> uniform) {
        if (normal.isPresent() == uniform.isPresent()) {
            throw new InvalidSpecException("Expected one distribution, as in {normal: [0, 1]} or {uniform: [0, 1]}.");
        }
        return normal.map(numbers -> made(NORMAL, numbers, Prior.Normal::new))
                .orElseGet(() -> made(UNIFORM, uniform.orElseThrow(), Prior.Uniform::new));
    }

    /** Returns the numbers of the distribution by its name. */
    public Map<String, List<Double>> numbers() {
        return normal.map(numbers -> Map.of(NORMAL, numbers)).orElseGet(() -> Map.of(UNIFORM, uniform.orElseThrow()));
    }

    /** Makes a prior of two numbers. */
    private interface Family {
        Prior of(double first, double second);
    }

    private static Prior made(String key, List<Double> numbers, Family family) {
        if (numbers.size() != NUMBERS) {
            throw new InvalidSpecException(key, "Expected two numbers, as in [0, 1], found " + numbers.size() + ".");
        }
        try {
            return family.of(numbers.get(0), numbers.get(1));
        } catch (IllegalArgumentException wrong) {
            InvalidSpecException refusal = new InvalidSpecException(key, String.valueOf(wrong.getMessage()));
            refusal.initCause(wrong);
            throw refusal;
        }
    }
}

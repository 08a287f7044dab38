package org.deltaw.testkit.loss;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.loss.LossInputs;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.testkit.Conformance;

/** The cross-entropy of activities, their normal density, or a penalty, right but for one fault. */
public final class FaultyLoss implements LossFunction<FaultyLoss.Settings> {
    /** Which loss. */
    public record Settings(@Setting("what it is") Kind kind) {}

    /** What it may be. */
    public enum Kind {
        /** A comparison with possible outcomes. */
        CROSS_ENTROPY,
        /** A comparison with values, whose noise is a parameter. */
        DENSITY,
        /** A penalty on parameters. */
        PENALTY
    }

    private static final Parameter SIGMA = Parameter.scalar("sigma", Initial.at(0.5)).within(1e-3, 1e3);

    /** What may be wrong with it. */
    enum Fault implements Conformance.Fault {
        NONE("", ""),
        NOT_SUMMED("L1 L10", "axes of"),
        COUNTS_ITS_CALLS("L2 L10", "loss(): once "),
        COUNT_READS_THE_NETWORK("L3 L5 L6", "it reads 'activity' of kind OUTPUT"),
        PENALTY_READS_THE_NETWORK("L3", "it reads 'activity' of kind OUTPUT"),
        COMPARES_NOTHING("L4 L10", "predictions or parameters without any effect"),
        COUNTS_UNOBSERVED("L5 L6", "count 3.0"),
        COUNTS_NOTHING("L5", "count 0.0"),
        MULTIPLIES_NO_NUMBER_BY_ZERO("L6", "is NaN"),
        COSTS_WHEN_UNOBSERVED("L6 L10", "with nothing observed"),
        SEES_UNOBSERVED_TARGETS("L6", "nothing observed"),
        OVERFLOWS("L7 L10", "is Infinity"),
        NEGATIVE("L7 L10", "cost -"),
        LOGARITHM_OF_THE_PREDICTION("L8 L6 L7 L9 L10", "are not those that differences give"),
        NOT_CONVEX("L9 L10", "above the mean"),
        CONSTANT_IS_ONE_HALF("L10", "constant cost of a trajectory"),
        SWALLOWS_WHAT_IS_MISSING("L11", "without 'activity'"),
        DOES_NOT_NAME_WHAT_IS_MISSING("L11", "the refusal does not name 'activity'"),
        FAVOURS_THE_FIRST_NEURON("L12 L10", "in reverse order"),
        HIDES_ABSOLUTE_VALUES("L14", "use Loss.AbsoluteValues for absolute values"),
        SIGMA_DECLARED_TWICE("L15 L8", "two parameters are named 'sigma'"),
        SIGMA_STARTS_OUT_OF_BOUNDS("L15", "where parameter 'sigma' starts"),
        SIGMA_WITHOUT_EFFECT("L4", "predictions or parameters without any effect"),
        DENSITY_WITHOUT_NORMALISATION("L16", "the integral of the density"),
        ROOT_OF_THE_PARAMETER("L13 L7 L8 L14", "is Infinity");

        private final String rules;
        private final String message;

        Fault(String rules, String message) {
            this.rules = rules;
            this.message = message;
        }

        @Override
        public String rules() {
            return rules;
        }

        @Override
        public String message() {
            return message;
        }
    }

    private final Fault fault;
    private final AtomicInteger calls = new AtomicInteger();

    /** Makes the loss without fault. */
    public FaultyLoss() {
        this(Fault.NONE);
    }

    FaultyLoss(Fault fault) {
        this.fault = fault;
    }

    private boolean is(Fault other) {
        return fault == other;
    }

    @Override
    public ExtensionId id() {
        return new ExtensionId("faulty");
    }

    @Override
    public String description() {
        return "cross-entropy of activities";
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public List<Parameter> parameters(Settings settings) {
        if (settings.kind() != Kind.DENSITY) {
            return List.of();
        }
        return switch (fault) {
            case SIGMA_DECLARED_TWICE -> List.of(SIGMA, SIGMA.startingAt(Initial.at(1)));
            case SIGMA_STARTS_OUT_OF_BOUNDS -> List.of(SIGMA.within(0.1, 0.4));
            default -> List.of(SIGMA);
        };
    }

    @Override
    public Loss loss(Settings settings, LossInputs inputs, Bindings theta) {
        try {
            return switch (settings.kind()) {
                case CROSS_ENTROPY -> likelihood(inputs);
                case DENSITY -> density(inputs, theta.of(parameters(settings).getFirst()));
                case PENALTY -> penalty(inputs);
            };
        } catch (InvalidSpecException missing) {
            if (is(Fault.SWALLOWS_WHAT_IS_MISSING)) {
                return new Loss.Penalty(Expr.ZERO);
            }
            throw is(Fault.DOES_NOT_NAME_WHAT_IS_MISSING) ? new InvalidSpecException("Something is missing.") : missing;
        }
    }

    private Loss penalty(LossInputs inputs) {
        Expr value = Expr.sumOf(inputs.ruleParameters().stream()
                .map(parameter -> parameter.squared().sum(parameter.axes())).toList());
        Expr penalty = switch (fault) {
            case PENALTY_READS_THE_NETWORK -> {
                Expr activity = inputs.prediction(Observable.ACTIVITY);
                yield value.plus(activity.sum(activity.axes()));
            }
            case HIDES_ABSOLUTE_VALUES -> value.plus(inputs.ruleParameters().getFirst().abs());
            case ROOT_OF_THE_PARAMETER -> value.plus(inputs.ruleParameters().getFirst().sqrt());
            default -> value;
        };
        return new Loss.Penalty(penalty);
    }

    private Loss density(LossInputs inputs, Expr sigma) {
        Expr activity = inputs.prediction(Observable.ACTIVITY);
        Expr observed = inputs.observed(Target.ACTIVITY, Observable.ACTIVITY).broadcast(activity.axes());
        Expr deviation = is(Fault.SIGMA_WITHOUT_EFFECT) ? Expr.constant(2) : sigma;
        Expr error = masked(observed, activity.minus(inputs.target(Target.ACTIVITY, Observable.ACTIVITY)));
        Expr normalisation = is(Fault.DENSITY_WITHOUT_NORMALISATION)
                ? Expr.ONE : deviation.log().plus(Math.log(2 * Math.PI) / 2);
        Expr cost = error.dividedBy(deviation).squared().times(0.5).plus(masked(observed, normalisation.broadcast(activity.axes())));
        return new Loss.NegativeLogDensity(cost.sum(activity.axes()), observed.sum(activity.axes()));
    }

    private Loss likelihood(LossInputs inputs) {
        Expr prediction = inputs.prediction(Observable.ACTIVITY);
        Axes axes = prediction.axes();
        Expr observed = inputs.observed(Target.ACTIVITY, Observable.ACTIVITY).broadcast(axes);
        Expr recorded = inputs.target(Target.ACTIVITY, Observable.ACTIVITY);
        Expr target = is(Fault.MULTIPLIES_NO_NUMBER_BY_ZERO) ? recorded : masked(observed, recorded);
        Expr cost = cost(prediction, target);
        Expr mean = inputs.mean(Target.ACTIVITY, Observable.ACTIVITY);
        Expr constant = constant(is(Fault.CONSTANT_IS_ONE_HALF) ? Expr.constant(0.5).broadcast(axes) : mean, target);
        Expr masked = switch (fault) {
            case COSTS_WHEN_UNOBSERVED -> Expr.where(observed, cost, Expr.constant(0.1));
            case SEES_UNOBSERVED_TARGETS -> masked(observed, cost).plus(recorded.times(1e-6));
            default -> masked(observed, cost);
        };
        Expr total = is(Fault.NOT_SUMMED) ? masked : masked.sum(axes);
        return new Loss.NegativeLogLikelihood(total, count(observed, prediction), masked(observed, constant).sum(axes));
    }

    private static Expr masked(Expr observed, Expr cost) {
        return Expr.where(observed, cost, Expr.ZERO);
    }

    private Expr cost(Expr prediction, Expr target) {
        Expr cost = prediction.softplus().minus(prediction.times(target));
        return switch (fault) {
            case COUNTS_ITS_CALLS -> cost.plus(calls.incrementAndGet());
            case COMPARES_NOTHING -> cost.times(0);
            case OVERFLOWS -> cost.plus(prediction.exp().times(1e300));
            case NEGATIVE -> cost.minus(1);
            case LOGARITHM_OF_THE_PREDICTION -> cost.plus(prediction.log());
            case NOT_CONVEX -> cost.tanh();
            case FAVOURS_THE_FIRST_NEURON -> cost.times(Expr.of(
                    new Op.Indicator(prediction.axes().toList().getFirst(), 0, List.of()), List.of()).plus(1));
            default -> cost;
        };
    }

    /** The entropy of a frequency, with what was observed: -t log f - (1 - t) log (1 - f). */
    private static Expr constant(Expr frequency, Expr target) {
        Expr accepted = frequency.log().times(target);
        Expr rejected = Expr.ONE.minus(frequency).log().times(Expr.ONE.minus(target));
        return accepted.plus(rejected).negate();
    }

    private Expr count(Expr observed, Expr prediction) {
        return switch (fault) {
            case COUNT_READS_THE_NETWORK -> observed.plus(prediction.times(1e-9)).sum(observed.axes());
            case COUNTS_UNOBSERVED -> observed.times(0).plus(1).sum(observed.axes());
            case COUNTS_NOTHING -> observed.times(0).sum(observed.axes());
            default -> observed.sum(observed.axes());
        };
    }
}

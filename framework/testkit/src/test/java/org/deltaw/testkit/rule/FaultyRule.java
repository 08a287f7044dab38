package org.deltaw.testkit.rule;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.parameter.ParameterValues;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Synapse;
import org.deltaw.spi.rule.Trace;
import org.deltaw.testkit.Conformance;

/** A Hebbian rule with an eligibility trace, right but for one fault. */
public final class FaultyRule implements RuleFamily<FaultyRule.Settings> {
    /** The trace's decay per step. */
    public record Settings(@Setting(value = "decay of the trace per step", min = 0, max = 1) double decay) {}

    /** What may be wrong with it. */
    enum Fault implements Conformance.Fault {
        NONE("", ""),
        MULTILINE_DESCRIPTION("E1", "description() has several lines"),
        ADDRESS_AS_DOI("E6", "found 'https://doi.org/10.1/x'"),
        NO_PARAMETERS("R1", "parameters() is empty"),
        SAME_NAME_TWICE("R1", "two parameters are named 'eta'"),
        STARTS_AT_INFINITY("R1", "parameter 'eta' starts at Infinity"),
        COUNTS_ITS_CALLS("R2", "plasticity(): once "),
        HIDDEN_AXIS_LEFT("R3 R10", "the weight change has the axes (hidden"),
        TRACE_OF_OTHER_EXTENT("R3", "axes of trace 'eligibility'"),
        READS_A_SYMBOL_OF_ITS_OWN("R4 R6 R8 R9 R10 R11", "it reads 'dopamine' of kind CHANNEL, which it was not given"),
        GLOBAL_TRACE_PER_NEURON("R3", "axes of trace 'time'"),
        SIGNAL_OF_OTHER_EXTENT("R2 R3 R4 R5 R6 R7 R8 R9 R10 R11 R13", "There is no signal 'dopamine' with one value for all synapses"),
        TRACE_STARTS_AT_NAN("R13", "trace 'threshold' starts at NaN"),
        TRACES_OF_ONE_NAME("R5", "two traces have one name"),
        TRACE_READ_WITH_OTHER_START("R5", "trace 'threshold' is read, but plasticity.next(trace, value) is missing"),
        TRACE_WITHOUT_NEXT("R5", "trace 'eligibility' is read, but plasticity.next(trace, value) is missing"),
        IDLE_PARAMETER("R6", "[idle]"),
        SWALLOWS_MISSING_SIGNAL("R7", "without signal 'reward' nothing was refused"),
        DOES_NOT_NAME_THE_SIGNAL("R7", "the refusal does not name signal 'reward'"),
        ROOT_OF_THE_WEIGHT("R9", "the derivative of"),
        LOGARITHM_OF_THE_WEIGHT("R8 R9", "are not those that differences give"),
        LIKES_AXES_NAMED_PRE("R10", "weight change"),
        FAVOURS_THE_FIRST_NEURON("R11", "in reverse order"),
        FORMULA_OF_TWO_LINES("R12", "the formula has several lines");

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

    private static final Trace ELIGIBILITY = Trace.of("eligibility", Extent.SYNAPSE);
    private static final Trace THRESHOLD = Trace.of("threshold", Extent.POST).startingAt(Initial.at(1));
    private static final Signal DOPAMINE = new Signal("dopamine", Extent.POST);
    private static final Parameter ETA = Parameter.scalar("eta", Initial.at(0.01));
    private static final Parameter IDLE = Parameter.scalar("idle", Initial.at(0));

    private final Fault fault;
    private final AtomicInteger calls = new AtomicInteger();

    /** Makes the rule without fault. */
    public FaultyRule() {
        this(Fault.NONE);
    }

    FaultyRule(Fault fault) {
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
        return is(Fault.MULTILINE_DESCRIPTION) ? "one\ntwo" : "Hebbian product, remembered until a reward comes";
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(new Citation("Somebody, Something, 1949", is(Fault.ADDRESS_AS_DOI) ? "https://doi.org/10.1/x"
                : ""));
    }

    @Override
    public List<Parameter> parameters(Settings settings) {
        return switch (fault) {
            case NO_PARAMETERS -> List.of();
            case SAME_NAME_TWICE -> List.of(ETA, Parameter.scalar("eta", Initial.at(1)));
            case STARTS_AT_INFINITY -> List.of(Parameter.scalar("eta", Initial.at(Double.POSITIVE_INFINITY)));
            case IDLE_PARAMETER -> List.of(ETA, IDLE);
            default -> List.of(ETA);
        };
    }

    @Override
    public Plasticity plasticity(Settings settings, Synapse synapse, Bindings theta) {
        Expr trace = synapse.trace(ELIGIBILITY);
        Expr hebb = Expr.outer(synapse.pre(), synapse.post());
        Expr next = trace.times(settings.decay()).plus(hebb);
        Expr dopamine = synapse.signal(is(Fault.SIGNAL_OF_OTHER_EXTENT) ? new Signal("dopamine") : DOPAMINE);
        Expr change = trace.times(rate(settings, theta)).times(reward(synapse)).times(dopamine)
                .plus(synapse.weight().times(0.1)).minus(synapse.trace(threshold()));
        Plasticity plasticity = withThreshold(Plasticity.of(spoilt(change, synapse)), synapse);
        return switch (fault) {
            case TRACE_WITHOUT_NEXT -> plasticity;
            case TRACE_OF_OTHER_EXTENT -> plasticity.next(ELIGIBILITY, synapse.pre());
            case GLOBAL_TRACE_PER_NEURON -> plasticity.next(ELIGIBILITY, next)
                    .next(Trace.of("time", Extent.GLOBAL), synapse.post());
            default -> plasticity.next(ELIGIBILITY, next);
        };
    }

    private Trace threshold() {
        return is(Fault.TRACE_STARTS_AT_NAN) ? THRESHOLD.startingAt(Initial.at(Double.NaN)) : THRESHOLD;
    }

    private Plasticity withThreshold(Plasticity plasticity, Synapse synapse) {
        Expr next = synapse.trace(threshold()).times(0.9).plus(synapse.post().squared().times(0.1));
        return switch (fault) {
            case TRACE_READ_WITH_OTHER_START -> plasticity.next(THRESHOLD.startingAt(Initial.at(2)), next);
            case TRACES_OF_ONE_NAME -> plasticity.next(THRESHOLD, next).next(THRESHOLD.startingAt(Initial.at(2)), next);
            default -> plasticity.next(threshold(), next);
        };
    }

    private Expr rate(Settings settings, Bindings theta) {
        Expr eta = is(Fault.NO_PARAMETERS) ? Expr.ONE : theta.of(parameters(settings).getFirst());
        return is(Fault.SAME_NAME_TWICE) ? eta.plus(theta.of(parameters(settings).getLast())) : eta;
    }

    private Expr reward(Synapse synapse) {
        try {
            return synapse.signal(Signal.REWARD);
        } catch (InvalidSpecException missing) {
            if (is(Fault.SWALLOWS_MISSING_SIGNAL)) {
                return Expr.ONE;
            }
            throw is(Fault.DOES_NOT_NAME_THE_SIGNAL) ? new InvalidSpecException("Something is missing.") : missing;
        }
    }

    private Expr spoilt(Expr change, Synapse synapse) {
        Expr weight = synapse.weight();
        Axis pre = synapse.preAxis();
        return switch (fault) {
            case COUNTS_ITS_CALLS -> change.plus(calls.incrementAndGet());
            case HIDDEN_AXIS_LEFT -> change.broadcast(change.axes().union(Axes.of(new Axis("hidden", 2))));
            case READS_A_SYMBOL_OF_ITS_OWN -> change.times(Symbol.of(Symbol.Kind.CHANNEL, "dopamine").read());
            case ROOT_OF_THE_WEIGHT -> change.plus(weight.abs().sqrt());
            case LOGARITHM_OF_THE_WEIGHT -> change.plus(weight.log());
            case LIKES_AXES_NAMED_PRE -> change.plus(pre.name().equals("pre") ? 1 : 0);
            case FAVOURS_THE_FIRST_NEURON -> change.plus(Expr.unit(pre, 0));
            default -> change;
        };
    }

    @Override
    public Optional<String> formula(Settings settings, ParameterValues values) {
        return is(Fault.FORMULA_OF_TWO_LINES) ? Optional.of("a\nb") : Optional.of("eta*e*r + 0.1*w");
    }
}

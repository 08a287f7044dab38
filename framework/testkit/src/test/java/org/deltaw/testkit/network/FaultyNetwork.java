package org.deltaw.testkit.network;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.Setting;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.NetworkInputs;
import org.deltaw.spi.network.NeuronState;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.Signal;
import org.deltaw.testkit.Conformance;

/** A recurrent layer with a bias and a readout, right but for one fault. */
public final class FaultyNetwork implements NetworkArchitecture<FaultyNetwork.Settings> {
    /** The number of neurons. */
    public record Settings(@Setting(value = "number of neurons", min = 1) int neurons) {}

    /** What may be wrong with it. */
    enum Fault implements Conformance.Fault {
        NONE("", ""),
        READS_ONE_INPUT_MORE("N1", "inputs() and the axis of the input"),
        READS_NO_INPUT("N1", "it reads the input over the axes []"),
        STARTS_AT_NAN("N2 N12", "parameter 'bias' starts at NaN"),
        COUNTS_ITS_CALLS("N3", "build(): once "),
        NOTHING_PLASTIC("N4 N5", "no plastic synapses"),
        POST_WITHOUT_AXIS("N4", "axes of post"),
        PRE_OF_POSTSYNAPTIC_NEURONS("N4", "presentation 'first': axes of pre"),
        NO_PRESENTATION("N4", "no presentation"),
        RATE_ZERO("N4", "rate 0.0"),
        STATE_WITHOUT_NEXT("N5", "state 'h' is read, but next(state, value) is missing"),
        STATE_NAMED_AS_GROUP("N5", "name 'weights' twice"),
        READS_A_SYMBOL_OF_ITS_OWN("N6 N8 N9 N10 N11 N12", "it reads 'noise' of kind CHANNEL"),
        SHOWS_NOTHING("N7", "no observables"),
        LOGIT_WITH_AXIS("N7", "axes of the logit"),
        IDLE_BIAS("N8", "[bias]"),
        WEIGHTS_WITHOUT_EFFECT("N8", "[weights]"),
        ROOT_OF_THE_DRIVE("N9 N10 N12", "are not those that differences give"),
        FAVOURS_THE_FIRST_NEURON("N11", "in reverse order"),
        EXPLODES("N12", "is Infinity in step"),
        STATE_STARTS_AT_INFINITY("N12", "'h' starts at Infinity"),
        PRESENTATIONS_OF_ONE_NAME("N13", "presentation 'first': name twice"),
        PRESENTATION_WITHOUT_NAME("N13", "several, and no name"),
        SIGNAL_IN_ONE_PRESENTATION("N13", "presentation 'second': signals"),
        SIGNAL_OVER_NEURONS("N13", "axes of signal 'order'"),
        SIGNAL_CLAIMED_TWICE("N13", "two signals are named 'order'"),
        CONDITION_OVER_NEURONS("N13", "axes of the condition"),
        LOG_PROBABILITIES_WITHOUT_AXIS("N7", "number of axes of the log-probabilities"),
        PROBABILITIES_ABOVE_ONE("N14", "sum of the probabilities of options");

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

    private static final Signal ORDER = new Signal("order");
    private static final Input STRENGTH = new Input("strength");

    private final Fault fault;
    private final AtomicInteger calls = new AtomicInteger();

    /** Makes the network without fault. */
    public FaultyNetwork() {
        this(Fault.NONE);
    }

    FaultyNetwork(Fault fault) {
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
        return "neurons that excite each other";
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public int inputs(Settings settings) {
        return settings.neurons();
    }

    @Override
    public List<Parameter> parameters(Settings settings) {
        Initial start = Initial.at(is(Fault.STARTS_AT_NAN) ? Double.NaN : 0);
        return List.of(Parameter.array("bias", List.of(post(settings)), start));
    }

    private static Axis post(Settings settings) {
        return new Axis("post", settings.neurons());
    }

    @Override
    public Network build(Settings settings, NetworkInputs inputs, Bindings theta) {
        Axis post = post(settings);
        Axis pre = post.named("pre");
        NeuronState h = NeuronState.of(is(Fault.STATE_NAMED_AS_GROUP) ? "weights" : "h", post)
                .startingAt(Initial.at(is(Fault.STATE_STARTS_AT_INFINITY) ? Double.POSITIVE_INFINITY : 0.1));
        SynapseGroup group = SynapseGroup.of("weights", pre, post).startingAt(Initial.normal(0, 0.1));
        Expr before = inputs.state(h).rename(post, pre);
        Expr weighted = before.times(inputs.weights(group)).sum(pre);
        Expr bias = theta.of(parameters(settings).getFirst());
        Expr drive = (is(Fault.WEIGHTS_WITHOUT_EFFECT) ? weighted.times(0) : weighted)
                .plus(is(Fault.IDLE_BIAS) ? bias.times(0) : bias)
                .plus(input(settings, inputs));
        Expr after = spoilt(drive, post);
        Network network = Network.empty();
        if (!is(Fault.NOTHING_PLASTIC)) {
            network = network.plastic(group, is(Fault.RATE_ZERO) ? 0 : 0.5, presentations(before, after, inputs));
        }
        return shows(is(Fault.STATE_WITHOUT_NEXT) ? network : network.next(h, after), after, post);
    }

    /** Shows the activity before the step, and that after it; a signal tells them apart. */
    private List<Presentation> presentations(Expr before, Expr after, NetworkInputs inputs) {
        Axis pre = before.axes().toList().getFirst();
        Axis post = after.axes().toList().getFirst();
        Expr strength = inputs.brings(STRENGTH) ? inputs.input(STRENGTH) : Expr.ONE;
        Expr echo = after.rename(post, pre);
        Presentation first = Presentation.of(is(Fault.PRE_OF_POSTSYNAPTIC_NEURONS) ? after : before,
                is(Fault.POST_WITHOUT_AXIS) ? after.sum(post) : after).named("first").with(ORDER, Expr.ZERO);
        Presentation second = Presentation.of(echo, after).named(is(Fault.PRESENTATIONS_OF_ONE_NAME) ? "first" : "second")
                .with(is(Fault.SIGNAL_IN_ONE_PRESENTATION) ? new Signal("other") : ORDER, strength);
        return switch (fault) {
            case NO_PRESENTATION -> List.of();
            case PRESENTATION_WITHOUT_NAME -> List.of(first, second.named(""));
            case SIGNAL_OVER_NEURONS -> List.of(Presentation.of(before, after).with(ORDER, after));
            case CONDITION_OVER_NEURONS -> List.of(first.when(after), second);
            case SIGNAL_CLAIMED_TWICE -> List.of(Presentation.of(before, after).with(ORDER, strength)
                    .with(new Signal("order", Extent.POST), after));
            default -> List.of(first, second);
        };
    }

    private Network shows(Network network, Expr after, Axis post) {
        return switch (fault) {
            case SHOWS_NOTHING -> network;
            case LOGIT_WITH_AXIS -> network.shows(Observable.LOGIT, after);
            case LOG_PROBABILITIES_WITHOUT_AXIS -> network.shows(Observable.LOG_PROBABILITIES, after.logSumExp(post).times(0));
            case PROBABILITIES_ABOVE_ONE -> network.shows(Observable.LOG_PROBABILITIES, after.minus(after.logSumExp(post)).plus(0.1));
            default -> network.shows(Observable.LOGIT, after.sum(post)).shows(Observable.ACTIVITY, after);
        };
    }

    private Expr input(Settings settings, NetworkInputs inputs) {
        if (is(Fault.READS_NO_INPUT)) {
            return Expr.ZERO;
        }
        Axis in = new Axis("in", settings.neurons() + (is(Fault.READS_ONE_INPUT_MORE) ? 1 : 0));
        return inputs.input(in).sum(in);
    }

    private Expr spoilt(Expr drive, Axis post) {
        return switch (fault) {
            case COUNTS_ITS_CALLS -> drive.plus(calls.incrementAndGet()).tanh();
            case READS_A_SYMBOL_OF_ITS_OWN -> drive.plus(Symbol.of(Symbol.Kind.CHANNEL, "noise").read()).tanh();
            case ROOT_OF_THE_DRIVE -> drive.sqrt();
            case FAVOURS_THE_FIRST_NEURON -> drive.plus(Expr.unit(post, 0)).tanh();
            case EXPLODES -> drive.times(1e20).plus(1);
            default -> drive.tanh();
        };
    }
}

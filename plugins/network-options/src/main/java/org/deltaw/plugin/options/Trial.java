package org.deltaw.plugin.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkInputs;
import org.deltaw.spi.network.NeuronState;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Signal;

/** The formulas of one trial: what is valued how, chosen with what probability, and shown to the rule. */
final class Trial {
    private static final NeuronState EXPECTED = NeuronState.of("expected-reward").overSessions();

    private final OptionsSettings settings;
    private final NetworkInputs inputs;
    private final Bindings theta;
    private final Axis options;
    private final Axis hidden;
    private final Optional<Expr> offered;
    private final Expr choice;
    private final Patterns patterns;
    private final SynapseGroup synapses;
    /** 1 where a choice was made. */
    private final Expr made;

    /** @throws InvalidSpecException if the data know of another number of options */
    Trial(OptionsSettings settings, NetworkInputs inputs, Bindings theta) {
        this.settings = settings;
        this.inputs = inputs;
        this.theta = theta;
        this.options = new Axis("option", settings.options());
        this.hidden = new Axis("post", settings.hidden());
        this.choice = choice();
        this.made = choice.sum(options);
        this.offered = inputs.brings(Input.OFFERED) ? Optional.of(inputs.input(Input.OFFERED, options)) : Optional.empty();
        this.patterns = Patterns.of(options, inputs);
        this.synapses = SynapseGroup.of("weights", patterns.pre(), hidden)
                .startingAt(Initial.normal(settings.initialMean(), settings.initialDeviation()));
    }

    private Expr choice() {
        if (inputs.brings(Input.CHOICE) && inputs.width(Input.CHOICE) != options.size()) {
            throw new InvalidSpecException(Patterns.OPTIONS, "The data hold choices between " + inputs.width(Input.CHOICE)
                    + " options, but the network is to choose between " + options.size() + "; set options to "
                    + inputs.width(Input.CHOICE) + ".");
        }
        return inputs.input(Input.CHOICE, options);
    }

    Network network() {
        Network network = Network.empty();
        Expr values = activity(patterns.drives(inputs.weights(synapses))).sum(hidden).times(1.0 / hidden.size());
        Expr perseveration = theta.of(NetworkParameters.perseveration(settings));
        if (!perseveration.isConstant(0)) {
            NeuronState last = NeuronState.of("last-choice", options).overSessions();
            values = values.plus(inputs.state(last).times(perseveration));
            network = network.next(last, Expr.where(made, choice, inputs.state(last)));
        }
        Expr logOdds = values.times(theta.of(NetworkParameters.scale(settings))).plus(bias());
        return learning(network).shows(Observable.LOG_PROBABILITIES,
                new Softmax(options, offered).of(logOdds, theta.of(NetworkParameters.lapse(settings))));
    }

    private Expr activity(Expr drive) {
        return settings.activation().orElse(patterns.activation()).of(drive);
    }

    /** Returns the bias of each option, 0 for the last. */
    private Expr bias() {
        Parameter parameter = NetworkParameters.bias(settings);
        Expr biases = theta.of(parameter);
        List<Expr> each = new ArrayList<>();
        for (int option = 0; option < options.size() - 1; option++) {
            Expr own = parameter.axes().isEmpty() ? biases : entry(biases, parameter.axes().getFirst(), option);
            each.add(own.times(Expr.unit(options, option)));
        }
        return Expr.sumOf(each);
    }

    private static Expr entry(Expr values, Axis axis, int place) {
        return values.times(Expr.unit(axis, place)).sum(axis);
    }

    /** Adds the synapses with what their rule sees. */
    private Network learning(Network network) {
        Optional<Expr> surprise = settings.expectedRewardRate().map(_ -> inputs.input(reward()).minus(inputs.state(EXPECTED)));
        List<Presentation> presentations = switch (settings.update()) {
            case CHOSEN -> List.of(presentation(choice, Expr.ONE).when(made));
            case ALL_OPTIONS -> IntStream.range(0, options.size()).mapToObj(this::presentation).toList();
        };
        Network learning = network.plastic(synapses, settings.plasticityRate(), presentations.stream()
                .map(shown -> surprise.map(reward -> shown.with(new Signal(reward().name()), reward)).orElse(shown)).toList());
        return surprise.map(error -> learning.next(EXPECTED, expected(error))).orElse(learning);
    }

    private Input reward() {
        Input usual = new Input(Signal.REWARD.name());
        Input brief = new Input("r");
        return settings.reward().map(Input::new).orElse(!inputs.brings(usual) && inputs.brings(brief) ? brief : usual);
    }

    private Expr expected(Expr surprise) {
        Expr rate = theta.of(NetworkParameters.expectedRewardRate(settings.expectedRewardRate().orElseThrow()));
        Expr before = inputs.state(EXPECTED);
        return Expr.where(made, before.plus(rate.times(surprise)), before);
    }

    private Presentation presentation(int option) {
        Expr place = Expr.unit(options, option);
        Expr shown = offered.map(offer -> Expr.where(made, entry(offer, options, option), Expr.ZERO)).orElse(made);
        return presentation(place, entry(choice, options, option)).named("option" + (option + 1)).when(shown);
    }

    /**
     * Shows the rule an option's pattern, and what the neurons make of it.
     *
     * @param place 1 for the option, 0 for the others
     * @param chosen 1 if it was chosen, else 0
     */
    private Presentation presentation(Expr place, Expr chosen) {
        Expr pattern = patterns.of(place);
        Expr drive = pattern.times(inputs.weights(synapses)).sum(patterns.pre());
        return Presentation.of(pattern, activity(drive)).with(Signal.CHOSEN, chosen);
    }
}

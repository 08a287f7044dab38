package org.deltaw.kernel.example;

import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.Setting;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.NetworkInputs;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Signal;

/**
 * Choices between two options, each with a weight of its own: {@code p(k)} is proportional to {@code exp(scale w_k)}. The rule sees the
 * option that was chosen, or both, the one after the other; which one was chosen is an input, 1 for it and 0 for the other.
 */
public final class TwoOptionNetwork implements NetworkArchitecture<TwoOptionNetwork.Settings> {
    private static final Axis OPTION = new Axis("option", 2);
    private static final Axis VALUE = new Axis("value", 1);
    private static final SynapseGroup WEIGHTS = SynapseGroup.of("weights", OPTION, VALUE);
    private static final Parameter SCALE = Parameter.scalar("scale", Initial.at(1)).within(0, 100);

    /** What a user may write in a spec. */
    public record Settings(
            @Setting(value = "whether the rule sees both options, and not only the chosen one", byDefault = "false") boolean both) {}

    @Override
    public ExtensionId id() {
        return new ExtensionId("two-options");
    }

    @Override
    public String description() {
        return "choices between two options by the values that their weights hold";
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public int inputs(Settings settings) {
        return 0;
    }

    @Override
    public List<Parameter> parameters(Settings settings) {
        return List.of(SCALE);
    }

    @Override
    public Network build(Settings settings, NetworkInputs inputs, Bindings theta) {
        Expr choice = inputs.input(Input.CHOICE, OPTION);
        Expr weights = inputs.weights(WEIGHTS);
        Expr values = weights.sum(VALUE).times(theta.of(SCALE));
        Expr logProbabilities = values.minus(values.exp().sum(OPTION).log());
        List<Presentation> presentations = settings.both()
                ? List.of(presentation("first", Expr.unit(OPTION, 0), choice, weights),
                        presentation("second", Expr.unit(OPTION, 1), choice, weights))
                : List.of(presentation("chosen", choice, choice, weights));
        return Network.empty().plastic(WEIGHTS, 1, presentations).shows(Observable.LOG_PROBABILITIES, logProbabilities);
    }

    /** Shows the rule a pattern, the value that it has, and whether it was chosen. */
    private static Presentation presentation(String name, Expr pattern, Expr choice, Expr weights) {
        return Presentation.of(pattern, pattern.times(weights).sum(OPTION)).named(name)
                .with(Signal.CHOSEN, pattern.times(choice).sum(OPTION));
    }
}

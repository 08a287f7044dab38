package {{package}};

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.Setting;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.NetworkInputs;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;

/** One layer of plastic synapses, {@code y = tanh(x W + bias)}, whose mean activity decides. */
@ServiceProvider(NetworkArchitecture.class)
public final class {{class}} implements NetworkArchitecture<{{class}}.Settings> {
    /** What a user may write in a spec, as in {@code network: {architecture: {{name}}, inputs: 2, neurons: 10}}. */
    public record Settings(
            @Setting(value = "number of inputs", min = 1, max = 1_000_000) int inputs,
            @Setting(value = "number of neurons with plastic synapses", min = 1, max = 1_000_000) int neurons,
            @Setting(value = "the logit is this times the mean activity", byDefault = "5") double scale) {}

    @Override
    public ExtensionId id() {
        return new ExtensionId("{{name}}");
    }

    @Override
    public String description() {
        return "one layer of plastic synapses whose mean activity decides";
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public int inputs(Settings settings) {
        return settings.inputs();
    }

    @Override
    public List<Parameter> parameters(Settings settings) {
        return List.of(bias(settings));
    }

    @Override
    public Network build(Settings settings, NetworkInputs inputs, Bindings theta) {
        Axis pre = new Axis("pre", settings.inputs());
        Axis post = post(settings);
        SynapseGroup synapses = SynapseGroup.of("weights", pre, post).startingAt(Initial.normal(0, 0.01));
        Expr x = inputs.input(pre);
        Expr y = x.times(inputs.weights(synapses)).sum(pre).plus(theta.of(bias(settings))).tanh();
        return Network.empty()
                .plastic(synapses, 1.0 / settings.inputs(), Presentation.of(x, y))
                .shows(Observable.ACTIVITY, y)
                .shows(Observable.LOGIT, y.sum(post).times(settings.scale() / settings.neurons()));
    }

    private static Axis post(Settings settings) {
        return new Axis("post", settings.neurons());
    }

    /** Fitted only if a spec asks for it, with {@code fitted: [bias]}. */
    private static Parameter bias(Settings settings) {
        return Parameter.array("bias", List.of(post(settings)), Initial.at(0)).fixed();
    }
}

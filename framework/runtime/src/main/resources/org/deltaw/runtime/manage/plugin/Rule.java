package {{package}};

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import org.deltaw.expr.Expr;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.Setting;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Synapse;

/**
 * Reward strengthens synapses that were active, and weights decay: {@code growth*r*x - decay*w}, where r is the reward, x the
 * activity before the synapse and w its weight. With the setting {@code hebbian} growth needs the activity y behind it, too:
 * {@code growth*r*x*y - decay*w}.
 */
@ServiceProvider(RuleFamily.class)
public final class {{class}} implements RuleFamily<{{class}}.Settings> {
    private static final Parameter GROWTH = Parameter.scalar("growth", Initial.at(0.1));
    private static final Parameter DECAY = Parameter.scalar("decay", Initial.at(0.1)).within(0, 10);

    /** What a user may write in a spec, as in {@code rule: {family: {{name}}, hebbian: true}}. */
    public record Settings(
            @Setting(value = "whether growth needs the activity of both neurons", byDefault = "false") boolean hebbian) {}

    @Override
    public ExtensionId id() {
        return new ExtensionId("{{name}}");
    }

    @Override
    public String description() {
        return "growth of rewarded synapses, and decay";
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public List<Parameter> parameters(Settings settings) {
        return List.of(GROWTH, DECAY);
    }

    @Override
    public Plasticity plasticity(Settings settings, Synapse synapse, Bindings theta) {
        Expr active = settings.hebbian() ? Expr.outer(synapse.pre(), synapse.post()) : synapse.pre();
        Expr growth = theta.of(GROWTH).times(synapse.signal(Signal.REWARD)).times(active);
        Expr decay = theta.of(DECAY).times(synapse.weight());
        return Plasticity.of(growth.minus(decay));
    }
}

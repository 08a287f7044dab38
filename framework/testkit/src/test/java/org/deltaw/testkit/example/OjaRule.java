package org.deltaw.testkit.example;

import static org.deltaw.expr.Expr.outer;

import java.util.List;
import org.deltaw.expr.Expr;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Synapse;

/** Hebbian growth with a decay that bounds the weights: {@code eta * (x*y - y^2*w)}. */
public final class OjaRule implements RuleFamily<NoSettings> {
    private static final Parameter ETA = Parameter.scalar("eta", Initial.at(0.01));

    @Override
    public ExtensionId id() {
        return new ExtensionId("oja");
    }

    @Override
    public String description() {
        return "Hebbian growth with a decay that bounds the weights";
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(new Citation("Oja, Simplified neuron model as a principal component analyzer, 1982",
                "10.1007/BF00275687"));
    }

    @Override
    public List<Parameter> parameters(NoSettings settings) {
        return List.of(ETA);
    }

    @Override
    public Plasticity plasticity(NoSettings settings, Synapse synapse, Bindings theta) {
        Expr x = synapse.pre();
        Expr y = synapse.post();
        Expr decay = y.squared().times(synapse.weight());
        return Plasticity.of(theta.of(ETA).times(outer(x, y).minus(decay)));
    }
}

package org.deltaw.kernel.example;

import java.util.List;
import org.deltaw.expr.Expr;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Synapse;
import org.deltaw.spi.rule.Trace;

/**
 * Active neurons strengthen their synapses above a threshold and weaken them below: {@code eta x y (y - threshold)}. The threshold of
 * each neuron slides with the square of its activity, {@code threshold <- threshold + (y^2 - threshold) / tau}, which makes neurons
 * selective.
 */
public final class BcmRule implements RuleFamily<NoSettings> {
    private static final Parameter ETA = Parameter.scalar("eta", Initial.at(0.01));
    private static final Parameter TAU = Parameter.scalar("tau", Initial.at(20)).within(1, 10_000);
    private static final Trace THRESHOLD = Trace.of("threshold", Extent.POST).startingAt(Initial.at(1));

    @Override
    public ExtensionId id() {
        return new ExtensionId("bcm");
    }

    @Override
    public String description() {
        return "Hebbian above and anti-Hebbian below a threshold that slides with the activity";
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(new Citation("Bienenstock, Cooper and Munro, Theory for the development of neuron selectivity, 1982",
                "10.1523/JNEUROSCI.02-01-00032.1982"));
    }

    @Override
    public List<Parameter> parameters(NoSettings settings) {
        return List.of(ETA, TAU);
    }

    @Override
    public Plasticity plasticity(NoSettings settings, Synapse synapse, Bindings theta) {
        Expr y = synapse.post();
        Expr threshold = synapse.trace(THRESHOLD);
        Expr sliding = threshold.plus(y.squared().minus(threshold).dividedBy(theta.of(TAU)));
        return Plasticity.of(Expr.outer(synapse.pre(), y.times(y.minus(threshold))).times(theta.of(ETA)))
                .next(THRESHOLD, sliding);
    }
}

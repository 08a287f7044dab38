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
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Synapse;
import org.deltaw.spi.rule.Trace;

/**
 * Reward strengthens synapses that were active of late: an eligibility trace {@code e <- exp(-1/tau) e + x y} fades with the time
 * constant tau, in steps, and a weight changes by {@code eta r e}.
 */
public final class ThreeFactorRule implements RuleFamily<NoSettings> {
    private static final Parameter ETA = Parameter.scalar("eta", Initial.at(0.1));
    private static final Parameter TAU = Parameter.scalar("tau", Initial.at(3)).within(0.1, 1000);
    private static final Trace ELIGIBILITY = Trace.of("eligibility", Extent.SYNAPSE);

    @Override
    public ExtensionId id() {
        return new ExtensionId("three-factor");
    }

    @Override
    public String description() {
        return "reward times an eligibility trace of pre- and postsynaptic activity";
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(new Citation("Frémaux and Gerstner, Neuromodulated spike-timing-dependent plasticity, and theory of three-factor "
                + "learning rules, 2016", "10.3389/fncir.2015.00085"));
    }

    @Override
    public List<Parameter> parameters(NoSettings settings) {
        return List.of(ETA, TAU);
    }

    @Override
    public Plasticity plasticity(NoSettings settings, Synapse synapse, Bindings theta) {
        Expr decay = Expr.constant(-1).dividedBy(theta.of(TAU)).exp();
        // The trace is read as it was before the step; what happens in the step counts at once.
        Expr eligible = synapse.trace(ELIGIBILITY).times(decay).plus(Expr.outer(synapse.pre(), synapse.post()));
        Expr reward = synapse.signal(Signal.REWARD);
        return Plasticity.of(theta.of(ETA).times(reward).times(eligible)).next(ELIGIBILITY, eligible);
    }
}

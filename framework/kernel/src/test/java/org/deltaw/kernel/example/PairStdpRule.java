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
 * Pairs of spikes: one behind the synapse strengthens it by what is left of those before it, {@code potentiation * x-trace * y}, and one
 * before weakens it by what is left of those behind, {@code depression * x * y-trace}. Each spike adds 1 to the trace of its neuron,
 * which fades with a time constant in steps; spikes of one step do not pair.
 */
public final class PairStdpRule implements RuleFamily<NoSettings> {
    private static final Parameter POTENTIATION = Parameter.scalar("potentiation", Initial.at(0.05));
    private static final Parameter DEPRESSION = Parameter.scalar("depression", Initial.at(0.05));
    private static final Parameter TAU_PRE = Parameter.scalar("tau-pre", Initial.at(10)).within(0.1, 1000);
    private static final Parameter TAU_POST = Parameter.scalar("tau-post", Initial.at(10)).within(0.1, 1000);
    private static final Trace PRE = Trace.of("pre", Extent.PRE);
    private static final Trace POST = Trace.of("post", Extent.POST);

    @Override
    public ExtensionId id() {
        return new ExtensionId("pair-stdp");
    }

    @Override
    public String description() {
        return "spike-timing-dependent plasticity of all pairs of spikes";
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(new Citation("Morrison, Diesmann and Gerstner, Phenomenological models of synaptic plasticity based on spike "
                + "timing, 2008", "10.1007/s00422-008-0233-1"));
    }

    @Override
    public List<Parameter> parameters(NoSettings settings) {
        return List.of(POTENTIATION, DEPRESSION, TAU_PRE, TAU_POST);
    }

    @Override
    public Plasticity plasticity(NoSettings settings, Synapse synapse, Bindings theta) {
        // Before this step's spikes count: what is left of earlier ones.
        Expr pre = synapse.trace(PRE).times(decay(theta.of(TAU_PRE)));
        Expr post = synapse.trace(POST).times(decay(theta.of(TAU_POST)));
        Expr potentiation = Expr.outer(pre, synapse.post()).times(theta.of(POTENTIATION));
        Expr depression = Expr.outer(synapse.pre(), post).times(theta.of(DEPRESSION));
        return Plasticity.of(potentiation.minus(depression))
                .next(PRE, pre.plus(synapse.pre()))
                .next(POST, post.plus(synapse.post()));
    }

    private static Expr decay(Expr tau) {
        return Expr.constant(-1).dividedBy(tau).exp();
    }
}

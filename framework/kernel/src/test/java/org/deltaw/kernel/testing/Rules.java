package org.deltaw.kernel.testing;

import java.util.List;
import java.util.Optional;
import org.deltaw.expr.Expr;
import org.deltaw.plugin.mlp.MlpSettings;
import org.deltaw.plugin.taylor.TaylorSettings;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.SynapticVariable;
import org.deltaw.spi.rule.Trace;

/** Rules and settings of rules that several tests use. */
public final class Rules {
    public static final Trace ELIGIBILITY = Trace.of("eligibility", Extent.SYNAPSE);

    private Rules() {}

    public static TaylorSettings terms(String... terms) {
        return TaylorSettings.listing(0, terms);
    }

    public static TaylorSettings taylor(int maximumPower, SynapticVariable... variables) {
        return new TaylorSettings(Optional.empty(), List.of(variables), maximumPower, 0);
    }

    public static MlpSettings mlp(Integer... hidden) {
        return new MlpSettings(List.of(SynapticVariable.values()), List.of(hidden), 0.01, 0.3);
    }

    /** A rule with a memory: reward times a decaying trace of joint activity. */
    public static RuleFamily<NoSettings> eligibility() {
        Parameter rate = Parameter.scalar("rate", Initial.at(0.5));
        Parameter decay = Parameter.scalar("decay", Initial.at(0.75)).within(0, 1);
        return Stubs.rule(List.of(rate, decay), (synapse, theta) -> {
            Expr trace = synapse.trace(ELIGIBILITY);
            Expr active = Expr.outer(synapse.pre(), synapse.post());
            return Plasticity.of(theta.of(rate).times(synapse.signal(Signal.REWARD)).times(trace))
                    .next(ELIGIBILITY, theta.of(decay).times(trace).plus(active));
        });
    }
}

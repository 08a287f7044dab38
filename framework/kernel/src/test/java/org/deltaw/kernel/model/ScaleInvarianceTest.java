package org.deltaw.kernel.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.NetworkInputs;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Synapse;
import org.deltaw.spi.rule.Trace;
import org.junit.jupiter.api.Test;

/** Which numbers of a network only set the unit of weights. */
class ScaleInvarianceTest {
    private static final Axis PRE = new Axis("pre", 2);
    /** Named so that what is laid out by names is not laid out as weights are. */
    private static final Axis POST = new Axis("a", 2);
    private static final Parameter SCALE = Parameter.scalar("scale", Initial.at(2)).within(0, 100).fixed();
    private static final Parameter OFFSET = Parameter.scalar("offset", Initial.at(0.5)).fixed();
    private static final Parameter A = Parameter.scalar("a", Initial.at(0.5));
    private static final Parameter B = Parameter.scalar("b", Initial.at(0.25)).within(0, 1);
    private static final Channel SHOWN = Channel.of(Target.ACTIVITY, 2);

    /** Shows {@code scale * f(x w + offset)}. */
    private record ScaledNetwork(Initial start, boolean saturates) implements NetworkArchitecture<NoSettings> {
        @Override
        public ExtensionId id() {
            return new ExtensionId("scaled");
        }

        @Override
        public String description() {
            return "a scaled sum";
        }

        @Override
        public Class<NoSettings> settingsType() {
            return NoSettings.class;
        }

        @Override
        public int inputs(NoSettings settings) {
            return 2;
        }

        @Override
        public List<Parameter> parameters(NoSettings settings) {
            return List.of(SCALE, OFFSET);
        }

        @Override
        public Network build(NoSettings settings, NetworkInputs inputs, Bindings theta) {
            SynapseGroup weights = SynapseGroup.of("weights", PRE, POST).startingAt(start);
            Expr x = inputs.input(PRE);
            Expr drive = x.times(inputs.weights(weights)).sum(PRE).plus(theta.of(OFFSET));
            Expr y = saturates ? drive.tanh() : drive;
            return Network.empty().plastic(weights, 1, Presentation.of(x, y))
                    .shows(Observable.ACTIVITY, y.times(theta.of(SCALE)));
        }
    }

    private static Trajectory trajectory(double... weights) {
        double[] values = {1, 2, 3, 4};
        Trajectory trajectory = Recordings.trajectory("a", 2, Map.of(Channel.input(2), values, SHOWN, values,
                Recordings.REWARD, new double[] {1, 0.5}), 0, 0, 0, 0);
        return trajectory.toBuilder().initialStates(weights.length == 0 ? Map.of() : Map.of("weights", weights)).build();
    }

    private static void require(ScaledNetwork network, List<String> fitted, BiFunction<Synapse, Bindings, Plasticity> rule,
            double... weights) {
        FitBuilder fit = FitBuilder.of(network, new NoSettings())
                .network(new ParameterChoices(Map.of("offset", fitted.contains("offset") ? 0.5 : 0), List.of(), fitted, Map.of()))
                .rule(Stubs.rule(List.of(A, B), rule), new NoSettings()).loss(new ActivityMeanSquaredError(), 1);
        ScaleInvariance.requireNone(
                ModelAssembly.assemble(fit.fit(), List.of(Channel.input(2), Recordings.REWARD, SHOWN)), List.of(trajectory(weights)));
    }

    private static String refusal(ScaledNetwork network, List<String> fitted, BiFunction<Synapse, Bindings, Plasticity> rule) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> require(network, fitted, rule));
        assertEquals("network.fitted", refusal.key());
        return refusal.getMessage();
    }

    private static final ScaledNetwork LINEAR = new ScaledNetwork(Initial.at(0), false);

    private static Plasticity taylor(Synapse synapse, Bindings theta) {
        return Plasticity.of(Expr.sumOf(List.of(synapse.pre().times(synapse.signal(Signal.REWARD)).times(theta.of(A)),
                synapse.weight().times(theta.of(B)))));
    }

    private static Plasticity learning(Synapse synapse, Bindings theta) {
        return Plasticity.of(Expr.outer(synapse.pre(), synapse.signal(Signal.REWARD).minus(synapse.weight()))
                .times(theta.of(A).plus(theta.of(B))));
    }

    @Test
    void scaleThatATermWithoutWeightsCanReplaceIsRefused() {
        assertEquals("'scale' is fitted, but no data can determine it: weights in any other unit, with other values of a, predict the same "
                + "with another 'scale'; take it out of fitted, or choose a rule that fixes the unit of weights, as (r - w) does.",
                refusal(LINEAR, List.of("scale"), ScaleInvarianceTest::taylor));
    }

    @Test
    void scaleIsNamedAlsoIfMoreOfTheNetworkIsFitted() {
        assertEquals("'scale'", refusal(LINEAR, List.of("offset", "scale"), ScaleInvarianceTest::taylor).substring(0, 7));
    }

    @Test
    void ruleWithATraceIsSeenThrough() {
        Trace seen = Trace.of("seen", Extent.PRE);
        assertEquals("'scale'", refusal(LINEAR, List.of("scale"), (synapse, theta) -> Plasticity.of(synapse.trace(seen).times(theta.of(A)))
                .next(seen, synapse.trace(seen).times(theta.of(B)).plus(synapse.pre()))).substring(0, 7));
    }

    @Test
    void unitMayBeFixedInManyWays() {
        require(LINEAR, List.of("scale"), ScaleInvarianceTest::learning);
        require(LINEAR, List.of("offset"), ScaleInvarianceTest::taylor);
        require(new ScaledNetwork(Initial.at(0), true), List.of("scale"), ScaleInvarianceTest::taylor);
        require(new ScaledNetwork(Initial.at(0.5), false), List.of("scale"), ScaleInvarianceTest::taylor);
        require(LINEAR, List.of("scale"), ScaleInvarianceTest::taylor, 0, 0.5, 0, 0);
        require(LINEAR, List.of("scale"), (synapse, theta) -> Plasticity.of(Expr.sumOf(List.of(
                synapse.pre().times(synapse.signal(Signal.REWARD)), synapse.weight().times(theta.of(B).plus(theta.of(A)))))));
    }
}

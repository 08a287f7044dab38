package org.deltaw.kernel.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.Configured;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.loss.LossInputs;
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
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Synapse;
import org.junit.jupiter.api.Test;

class DryRunTest {
    private static final ExtensionId MINE = new ExtensionId("mine");
    private static final Parameter RATE = Parameter.scalar("rate", Initial.at(0.1));

    @Test
    void whatIsInOrderPasses() {
        rule(synapse -> Expr.outer(synapse.pre(), synapse.post()).times(synapse.signal(Signal.REWARD)));
        network((inputs, synapses) -> {
            Expr x = inputs.input(synapses.pre());
            Expr y = x.times(inputs.weights(synapses)).sum(synapses.pre());
            return Network.empty().plastic(synapses, 1, Presentation.of(x, y));
        });
        loss(inputs -> new Loss.Misfit(inputs.prediction(Observable.LOGIT)
                .minus(inputs.target(Target.DECISION, Observable.LOGIT)).squared(), Expr.ONE, OptionalDouble.empty()));
        loss(inputs -> new Loss.SquaredError(inputs.prediction(Observable.ACTIVITY)
                .minus(inputs.target(Target.ACTIVITY, Observable.ACTIVITY)).squared()
                .sum(inputs.prediction(Observable.ACTIVITY).axes()), Expr.constant(3)));
    }

    @Test
    void ruleWhoseAxesDoNotFitIsBroken() {
        String said = broken(() -> rule(_ -> Symbol.of(Symbol.Kind.CHANNEL, "strange", new Axis("odd", 2)).read()));
        assertEquals("Extension 'mine': its weight change should have the axes (post, pre), but rule.rate*strange has (odd).", said);
    }

    @Test
    void whatAnExtensionThrowsIsItsFault() {
        assertEquals("Extension 'mine': in plasticity(): not today", broken(() -> rule(_ -> {
            throw new IllegalStateException("not today");
        })));
    }

    @Test
    void networkWithoutPlasticSynapsesIsBroken() {
        assertEquals("Extension 'mine': its network has no plastic synapses.", broken(() -> network((_, _) -> Network.empty())));
    }

    @Test
    void networkThatCountsFewerThanNoInputsIsBroken() {
        assertEquals("Extension 'mine': its inputs() returned -1; expected 0 or more.", broken(() ->
                DryRun.ofNetwork(new Configured<>(new Architecture(-1, (_, _) -> Network.empty()), new NoSettings()))));
    }

    @Test
    void networkMayReadNoInput() {
        DryRun.ofNetwork(new Configured<>(new Architecture(0, (inputs, synapses) -> Network.empty().plastic(synapses, 1,
                Presentation.of(Expr.ONE.broadcast(Axes.of(synapses.pre())), inputs.weights(synapses).sum(synapses.pre())))),
                new NoSettings()));
    }

    @Test
    void lossThatKeepsAnAxisIsBroken() {
        assertTrue(broken(() -> loss(inputs -> new Loss.Misfit(
                inputs.prediction(Observable.ACTIVITY).squared(), Expr.ONE, OptionalDouble.empty())))
                .contains("its cost should have the axes"));
    }

    @Test
    void ofWhatNeedsMoreNothingIsKnown() {
        assertThrows(InvalidSpecException.class, () -> rule(synapse -> synapse.signal(new Signal("punishment")).times(synapse.weight())));
        assertThrows(InvalidSpecException.class, () -> loss(inputs -> new Loss.Misfit(
                inputs.prediction(new Observable("pupil")), Expr.ONE, OptionalDouble.empty())));
    }

    private static String broken(Runnable rehearsal) {
        return assertThrows(BrokenExtensionException.class, rehearsal::run).getMessage();
    }

    private static void rule(Function<Synapse, Expr> change) {
        DryRun.ofRule(new Configured<>(new Rule(change), new NoSettings()));
    }

    private static void network(BiFunction<NetworkInputs, SynapseGroup, Network> build) {
        DryRun.ofNetwork(new Configured<>(new Architecture(5, build), new NoSettings()));
    }

    private static void loss(Function<LossInputs, Loss> loss) {
        DryRun.ofLoss(new Configured<>(new Misfit(loss), new NoSettings()));
    }

    private record Rule(Function<Synapse, Expr> change) implements RuleFamily<NoSettings> {
        @Override
        public ExtensionId id() {
            return MINE;
        }

        @Override
        public String description() {
            return "a rule for tests";
        }

        @Override
        public Class<NoSettings> settingsType() {
            return NoSettings.class;
        }

        @Override
        public List<Parameter> parameters(NoSettings settings) {
            return List.of(RATE);
        }

        @Override
        public Plasticity plasticity(NoSettings settings, Synapse synapse, Bindings theta) {
            return Plasticity.of(theta.of(RATE).times(change.apply(synapse)));
        }
    }

    private record Architecture(int inputs, BiFunction<NetworkInputs, SynapseGroup, Network> build)
            implements NetworkArchitecture<NoSettings> {
        @Override
        public ExtensionId id() {
            return MINE;
        }

        @Override
        public String description() {
            return "a network for tests";
        }

        @Override
        public Class<NoSettings> settingsType() {
            return NoSettings.class;
        }

        @Override
        public int inputs(NoSettings settings) {
            return inputs;
        }

        @Override
        public List<Parameter> parameters(NoSettings settings) {
            return List.of();
        }

        @Override
        public Network build(NoSettings settings, NetworkInputs inputs, Bindings theta) {
            return build.apply(inputs, SynapseGroup.of("weights", new Axis("pre", 5), new Axis("post", 4)));
        }
    }

    private record Misfit(Function<LossInputs, Loss> make) implements LossFunction<NoSettings> {
        @Override
        public ExtensionId id() {
            return MINE;
        }

        @Override
        public String description() {
            return "a loss for tests";
        }

        @Override
        public Class<NoSettings> settingsType() {
            return NoSettings.class;
        }

        @Override
        public Loss loss(NoSettings settings, LossInputs inputs, Bindings theta) {
            return make.apply(inputs);
        }
    }
}

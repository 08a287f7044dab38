package org.deltaw.kernel.stability;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.ModelAssembly;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.recurrent.RecurrentNetwork;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.plugin.taylor.TaylorSettings;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Synapse;
import org.junit.jupiter.api.Test;

class StableBoundsTest {
    private static final Parameter.Bounds NONE = Parameter.Bounds.NONE;
    private static final Parameter A = Parameter.scalar("a", Initial.at(0));

    private static ParameterChoices bounds(String name, double lower, double upper) {
        return new ParameterChoices(Map.of(), List.of(), List.of(), Map.of(name, List.of(lower, upper)));
    }

    private static Model applied(FitBuilder builder) {
        Fit fit = builder.loss(new ActivityMeanSquaredError(), 1).fit();
        return StableBounds.applied(fit.rules(), ModelAssembly.assemble(fit, List.of(
                Channel.input(2), Channel.UPDATE, Recordings.REWARD, Channel.of(Target.ACTIVITY, 3))));
    }

    private static FitBuilder layer() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3));
    }

    private static Model layer(ParameterChoices choices, String... terms) {
        return applied(layer().stableRule(new TaylorRule(), Rules.terms(terms), choices));
    }

    /** A rule with the parameter {@code a}. */
    private static RuleFamily<NoSettings> rule(BiFunction<Synapse, UnaryOperator<Expr>, Expr> change) {
        return Stubs.rule(List.of(A), (synapse, theta) -> Plasticity.of(change.apply(synapse, value -> value.times(theta.of(A)))));
    }

    private static Parameter.Bounds of(Model model, String name) {
        return model.parameters().fitted().stream().filter(entry -> entry.parameter().name().equals(name)).findFirst().orElseThrow()
                .parameter().bounds();
    }

    private static InvalidSpecException refusal(ParameterChoices choices, String... terms) {
        return assertThrows(InvalidSpecException.class, () -> layer(choices, terms));
    }

    @Test
    void termInWeightsAloneIsBoundedByTheRateOfPlasticity() {
        Model model = layer(ParameterChoices.NONE, "x*r", "w", "1");
        assertEquals(new Parameter.Bounds(-2, 0), of(model, "w"));
        assertEquals(NONE, of(model, "x*r"));
        assertEquals(NONE, of(model, "1"));
    }

    @Test
    void ruleThatMayDoAnythingIsNotBounded() {
        assertEquals(NONE, of(applied(layer().rule(new TaylorRule(), Rules.terms("w"))), "w"));
    }

    @Test
    void coefficientIsFoundWhateverItIsCalledAndInWhateverFormItStands() {
        assertEquals(new Parameter.Bounds(0, 0.5), of(applied(layer().stableRule(rule((synapse, a) ->
                synapse.pre().minus(a.apply(synapse.weight().times(4).minus(synapse.signal(Signal.REWARD))))), new NoSettings(),
                ParameterChoices.NONE)), "a"));
    }

    @Test
    void whereOtherTermsReadWeightsThereAreNoBounds() {
        assertEquals(NONE, of(layer(ParameterChoices.NONE, "w", "w*r"), "w"));
        assertEquals(NONE, of(layer(ParameterChoices.NONE, "w", "x*y"), "w"), "through the activity");
        assertEquals(NONE, of(layer(ParameterChoices.NONE, "x*w"), "x*w"), "data may be anything");
        assertEquals(NONE, of(layer(ParameterChoices.NONE, "w^2"), "w^2"));
        assertEquals(NONE, of(applied(layer().stableRule(rule((synapse, a) ->
                a.apply(a.apply(synapse.weight()))), new NoSettings(), ParameterChoices.NONE)), "a"), "a square is no multiple");
        assertEquals(NONE, of(applied(layer().stableRule(rule((synapse, a) -> a.apply(synapse.weight()).minus(synapse.weight())),
                new NoSettings(), ParameterChoices.NONE)), "a"), "f is 0.5 at a = 0");
    }

    @Test
    void presentationsThatChangeAWeightSeveralTimesLeaveLessRoom() {
        assertEquals(new Parameter.Bounds(-1, 0), of(applied(FitBuilder.of(twoPresentations(), new NoSettings())
                .stableRule(new TaylorRule(), Rules.terms("x*r", "w"), ParameterChoices.NONE)), "w"),
                "a rate of 0.5, and two of them at most");
    }

    private static NetworkArchitecture<NoSettings> twoPresentations() {
        Axis pre = new Axis("pre", 2);
        Axis post = new Axis("post", 3);
        SynapseGroup weights = SynapseGroup.of("weights", pre, post);
        return Stubs.network(2, inputs -> {
            Expr x = inputs.input(pre);
            Expr y = x.times(inputs.weights(weights)).sum(pre);
            return Network.empty().plastic(weights, 0.5, Presentation.of(x, y).named("left"), Presentation.of(x.negate(), y.negate())
                    .named("right").when(inputs.input(new Input("reward")))).shows(Observable.ACTIVITY, y);
        });
    }

    @Test
    void missingSynapsesAndSeveralGroupsAreNoObstacle() {
        Model model = applied(FitBuilder.of(new RecurrentNetwork(), Networks.sparse(2, 3))
                .stableRule(new TaylorRule(), Rules.terms("x*r", "w"), ParameterChoices.NONE));
        double rate = Networks.sparse(2, 3).plasticityRate().orElseThrow();
        assertEquals(new Parameter.Bounds(-1 / rate, 0), of(model, "w"));
    }

    @Test
    void boundsOfTheUserAreKept() {
        assertEquals(new Parameter.Bounds(-1, -0.25), of(layer(bounds("w", -1, -0.25), "w"), "w"));
        assertEquals(new Parameter.Bounds(-2, -0.25), of(layer(bounds("w", -7, -0.25), "w"), "w"));
        InvalidSpecException refused = refusal(bounds("w", 0.25, 1), "w");
        assertEquals("rule.weights", refused.key());
        assertEquals("Weights are stable with 'w' from -2.0 to 0.0, but it is bounded to 0.25 to 1.0; choose other bounds, or leave "
                + "weights: stable out.", refused.getMessage());
    }

    @Test
    void startOnABoundOrBeyondIsMovedToTheMiddle() {
        assertArrayEquals(new double[] {-1}, layer(ParameterChoices.NONE, "w").parameters().start());
        assertArrayEquals(new double[] {-1}, layer(starting(0.5), "w").parameters().start());
        assertArrayEquals(new double[] {-0.25}, layer(starting(-0.25), "w").parameters().start());
    }

    @Test
    void randomStartsAreReflectedAtTheBounds() {
        for (int seed = 1; seed < 20; seed++) {
            double start = applied(layer().seed(seed).stableRule(new TaylorRule(), TaylorSettings.listing(0.1, "w"),
                    ParameterChoices.NONE)).parameters().start()[0];
            assertTrue(start < 0 && start > -0.5, start + " with seed " + seed);
        }
    }

    private static ParameterChoices starting(double value) {
        return new ParameterChoices(Map.of("w", value), List.of(), List.of(), Map.of());
    }

    @Test
    void fixedValuesWithWhichWeightsAreUnstableAreRefused() {
        ParameterChoices growing = new ParameterChoices(Map.of("w", 0.5), List.of("w"), List.of(), Map.of());
        assertEquals("The weights of 'weights' are to be stable, but with the values at which the rule's parameters are fixed they grow "
                + "from nothing; fix other values, fit them, or leave weights: stable out.", refusal(growing, "w", "x").getMessage());
        ParameterChoices flipping = new ParameterChoices(Map.of("w", -3.0), List.of("w"), List.of(), Map.of());
        assertTrue(refusal(flipping, "w", "x").getMessage().contains("change their sign in every step"));
        assertEquals(1, layer(new ParameterChoices(Map.of("w", -1.5), List.of("w"), List.of(), Map.of()), "w", "x")
                .parameters().fitted().size());
    }
}

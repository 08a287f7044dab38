package org.deltaw.kernel.stability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.ModelAssembly;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.recurrent.RecurrentNetwork;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Program;
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
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.api.Test;

/** Each weight's derivative by itself, against central differences of an interpreted step with random values of all that it reads. */
class OwnDerivativeTest {
    private static final double SMALL = 1e-5;
    private static final Parameter RATE = Parameter.scalar("rate", Initial.at(0.5));
    private static final Axis PRE = new Axis("pre", 2);
    private static final Axis POST = new Axis("post", 3);
    private static final SynapseGroup WEIGHTS = SynapseGroup.of("weights", PRE, POST);

    private final RandomGenerator random = new Seed(3).generator();

    private void check(FitBuilder builder, int directions) {
        Fit fit = builder.loss(new ActivityMeanSquaredError(), 1).fit();
        Model model = ModelAssembly.assemble(fit, List.of(
                Channel.input(2), Channel.UPDATE, Recordings.REWARD, Channel.of(Target.ACTIVITY, 3)));
        Program program = model.program();
        Map<Symbol, double[]> values = new HashMap<>();
        Stream.of(program.channels(), program.attributes(), program.parameters(), program.states()).flatMap(List::stream)
                .forEach(symbol -> values.put(symbol, random.doubles(symbol.entries(), -1, 1).toArray()));
        values.put(Symbol.of(Symbol.Kind.CHANNEL, "update"), new double[] {1});
        for (Symbol weights : model.weights()) {
            OwnDerivative own = new OwnDerivative(program.step(), weights);
            assertEquals(directions, own.directions(), weights + " of " + program.states());
            Symbol change = own.change(directions);
            double[] changes = new double[change.entries()];
            for (int i = 0; i < weights.entries(); i++) {
                changes[i * directions + own.directionOf()[i]] = 1;
            }
            Map<Symbol, double[]> all = new HashMap<>(values);
            all.put(change, changes);
            double[] derivatives = evaluate(own.of(change), weights, all);
            Expr next = program.step().next().get(program.states().indexOf(weights));
            for (int i = 0; i < weights.entries(); i++) {
                assertEquals(difference(next, weights, i, values), derivatives[i], 1e-8, weights + "[" + i + "]");
            }
        }
    }

    private static double difference(Expr next, Symbol weights, int i, Map<Symbol, double[]> values) {
        double[] sides = new double[2];
        for (int side = 0; side < 2; side++) {
            double[] moved = values.get(weights).clone();
            moved[i] += (2 * side - 1) * SMALL;
            Map<Symbol, double[]> others = new HashMap<>(values);
            others.put(weights, moved);
            sides[side] = evaluate(next, weights, others)[i];
        }
        return (sides[1] - sides[0]) / (2 * SMALL);
    }

    private static double[] evaluate(Expr expression, Symbol weights, Map<Symbol, double[]> values) {
        Interpreter interpreter = new Interpreter(List.of(expression));
        values.forEach((symbol, array) -> interpreter.set(symbol, array, 0));
        double[] result = new double[weights.entries()];
        interpreter.copy(0, weights.axes(), result, 0);
        return result;
    }

    @Test
    void weightsAloneNeedOneDirection() {
        check(FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3)).rule(new TaylorRule(), Rules.terms("w", "w*r", "x^2*w", "x*r")), 1);
    }

    @Test
    void ruleThatReadsTheActivityOfItsNeuronNeedsOneDirectionForEachPresynapticNeuron() {
        check(FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3)).rule(new TaylorRule(), Rules.terms("x*y", "y^2*w", "w^2")), 2);
        check(FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3)).rule(new MlpRule(), Rules.mlp(4)), 2);
    }

    @Test
    void recurrentNeuronsReachEachOtherInTheNextStepOnly() {
        check(FitBuilder.of(new RecurrentNetwork(), Networks.recurrent(2, 3)).rule(new TaylorRule(), Rules.terms("x*y", "y^2*w")), 3);
    }

    @Test
    void presentationsThatChangeAWeightTwiceInAStepAreAllSeen() {
        check(FitBuilder.of(presentations(false), new NoSettings()).rule(new TaylorRule(), Rules.terms("x*y", "y^2*w", "w", "x*w*r")), 2);
    }

    @Test
    void signalThatDependsOnAllWeightsNeedsOneDirectionForEachSynapse() {
        check(FitBuilder.of(presentations(true), new NoSettings()).rule(Stubs.rule(List.of(RATE), (synapse, theta) -> Plasticity.of(
                theta.of(RATE).times(synapse.signal(Signal.CHOSEN)).times(synapse.weight())
                        .plus(Expr.outer(synapse.pre(), synapse.post()).times(synapse.signal(Signal.CHOSEN))))), new NoSettings()), 6);
    }

    /** Shows the input and its square; with a signal, how probable the network's choice of each is. */
    private static NetworkArchitecture<NoSettings> presentations(boolean signal) {
        return Stubs.network(2, inputs -> {
            Expr x = inputs.input(PRE);
            Expr first = x.times(inputs.weights(WEIGHTS)).sum(PRE).tanh();
            Expr second = x.squared().times(inputs.weights(WEIGHTS)).sum(PRE).tanh();
            Expr preferred = first.minus(second).sum(POST).sigmoid();
            List<Presentation> shown = List.of(Presentation.of(x, first).named("left"), Presentation.of(x.squared(), second).named("right")
                    .when(inputs.input(new Input("reward")).greaterThan(Expr.constant(-2))));
            return Network.empty().plastic(WEIGHTS, 0.5, signal
                    ? List.of(shown.get(0).with(Signal.CHOSEN, preferred), shown.get(1).with(Signal.CHOSEN, Expr.ONE.minus(preferred)))
                    : shown).shows(Observable.ACTIVITY, first);
        });
    }
}

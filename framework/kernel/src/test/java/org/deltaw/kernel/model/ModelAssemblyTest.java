package org.deltaw.kernel.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.recurrent.RecurrentNetwork;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.NeuronState;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.Synapse;
import org.deltaw.spi.rule.Trace;
import org.junit.jupiter.api.Test;

class ModelAssemblyTest {
    private static final List<Channel> CHANNELS = Recordings.activity(3, 2);
    private static final Parameter RATE = Parameter.scalar("rate", Initial.at(1));

    private static FitBuilder fit() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(3, 2)).loss(new ActivityMeanSquaredError(), 1);
    }

    private static String refusal(FitBuilder fit, List<Channel> channels) {
        return assertThrows(InvalidSpecException.class, () -> ModelAssembly.assemble(fit.fit(), channels)).getMessage();
    }

    private static String fault(FitBuilder fit) {
        return assertThrows(BrokenExtensionException.class, () -> ModelAssembly.assemble(fit.fit(), CHANNELS))
                .getMessage();
    }

    private static String ruleFault(BiFunction<Synapse, Bindings, Plasticity> plasticity) {
        return fault(fit().rule(Stubs.rule(List.of(RATE), plasticity), new NoSettings()));
    }

    private static FitBuilder twoGroups() {
        return FitBuilder.of(Networks.twoGroups(3, 2), new NoSettings()).loss(new ActivityMeanSquaredError(), 1);
    }

    private static String networkFault(NetworkArchitecture<NoSettings> network) {
        return fault(FitBuilder.of(network, new NoSettings())
                .rule(new TaylorRule(), Rules.terms("x"))
                .loss(new ActivityMeanSquaredError(), 1));
    }

    @Test
    void inputsThatTheDataDoNotHaveAreRefused() {
        FitBuilder feedforward = fit().rule(new TaylorRule(), Rules.terms("x"));
        assertEquals("The network reads 3 inputs, but the data have 4 per step; make the two agree.",
                refusal(feedforward, Recordings.activity(4, 2)));
        FitBuilder recurrent = FitBuilder.of(new RecurrentNetwork(), Networks.recurrent(2, 2))
                .rule(new TaylorRule(), Rules.terms("x"));
        assertEquals("The network reads 2 inputs, but the data have 3 per step; make the two agree.",
                refusal(recurrent, CHANNELS));
        assertEquals("The data have no input, which the network reads.",
                refusal(feedforward, List.of(Recordings.REWARD)));
    }

    @Test
    void signalThatTheDataDoNotBringIsRefused() {
        assertEquals("The rule reads the signal 'reward', which the data do not bring; they bring [punishment].",
                refusal(fit().rule(new TaylorRule(), Rules.terms("x*r")), List.of(
                        Channel.input(3), new Channel(Channel.Role.SIGNAL, "punishment", 1))));
    }

    @Test
    void ruleForSynapsesThatAreNotThereIsRefused() {
        assertEquals("The network has no plastic synapses named 'left'; it has input, recurrent.",
                refusal(twoGroups().rule("left", new TaylorRule(), Rules.terms("x"), ParameterChoices.NONE), CHANNELS));
    }

    @Test
    void synapsesWithoutRuleAreRefused() {
        assertEquals("The plastic synapses 'recurrent' have no rule; add one, or one 'rule' for all.",
                refusal(twoGroups().rule("input", new TaylorRule(), Rules.terms("x"), ParameterChoices.NONE), CHANNELS));
    }

    @Test
    void synapsesWithTwoRulesAreRefused() {
        String expected = "The plastic synapses 'input' have two rules, 'taylor' and 'taylor'; keep one of them.";
        assertEquals(expected, refusal(twoGroups()
                .rule(new TaylorRule(), Rules.terms("x"))
                .rule(new TaylorRule(), Rules.terms("x")), CHANNELS));
        assertEquals(expected, refusal(twoGroups()
                .rule(new TaylorRule(), Rules.terms("x"))
                .rule("input", new TaylorRule(), Rules.terms("w"), ParameterChoices.NONE), CHANNELS));
    }

    @Test
    void weightChangeOverAnotherAxisIsTheAuthorsFault() {
        Axis odour = new Axis("odour", 2);
        Expr smell = Symbol.of(Symbol.Kind.ATTRIBUTE, "smell", odour).read();
        assertEquals("Extension 'stub': its weight change should have the axes (post, pre), but smell has (odour).",
                ruleFault((_, _) -> Plasticity.of(smell)));
    }

    @Test
    void weightChangeMayLackAxes() {
        Model model = ModelAssembly.assemble(fit().rule(
                Stubs.rule(List.of(RATE), (_, theta) -> Plasticity.of(theta.of(RATE))), new NoSettings()).fit(), CHANNELS);
        assertEquals(List.of("weights"), model.program().states().stream().map(Symbol::name).toList());
    }

    @Test
    void traceThatIsReadButNotCarriedOnIsTheAuthorsFault() {
        assertEquals("Extension 'stub': it reads trace 'eligibility' but does not say what becomes of it; "
                + "add next(trace, value) to the plasticity.",
                ruleFault((synapse, _) -> Plasticity.of(synapse.trace(Rules.ELIGIBILITY))));
    }

    @Test
    void traceOverOtherAxesIsTheAuthorsFault() {
        Trace calcium = Trace.of("calcium", Extent.POST);
        assertEquals("Extension 'stub': its next value of trace 'calcium' should have the axes (post), but "
                + "input input has (pre).",
                ruleFault((synapse, _) -> Plasticity.of(synapse.trace(calcium)).next(calcium, synapse.pre())));
    }

    @Test
    void traceThatNoNumberStartsIsTheAuthorsFault() {
        Trace calcium = Trace.of("calcium", Extent.POST).startingAt(Initial.at(Double.NaN));
        assertEquals("Extension 'stub': its trace 'calcium' starts at NaN; expected a finite number.",
                ruleFault((synapse, _) -> Plasticity.of(synapse.trace(calcium)).next(calcium, synapse.post())));
    }

    @Test
    void twoTracesOfOneNameAreTheAuthorsFault() {
        Trace calcium = Trace.of("calcium", Extent.POST);
        Trace other = Trace.of("calcium", Extent.PRE);
        assertEquals("Extension 'stub': its trace 'calcium' would be the second state named 'weights.calcium'; choose another name.",
                ruleFault((synapse, _) -> Plasticity.of(synapse.trace(calcium)).next(calcium, synapse.post())
                        .next(other, synapse.pre())));
        assertEquals("Extension 'stub': in plasticity(): The next value of trace 'calcium' is given twice.",
                ruleFault((synapse, _) -> Plasticity.of(synapse.trace(calcium)).next(calcium, synapse.post())
                        .next(calcium, synapse.post())));
    }

    @Test
    void traceNamedAsAStateOfTheNetworkIsTheAuthorsFault() {
        Axis pre = new Axis("pre", 3);
        Axis post = new Axis("post", 2);
        SynapseGroup weights = SynapseGroup.of("weights", pre, post);
        NeuronState state = NeuronState.of("weights.calcium", post);
        Trace calcium = Trace.of("calcium", Extent.POST);
        FitBuilder fit = FitBuilder.of(Stubs.network(3, reads -> Network.empty()
                        .plastic(weights, 1, Presentation.of(reads.input(pre), reads.state(state)))
                        .next(state, reads.state(state)).shows(Observable.ACTIVITY, reads.state(state))), new NoSettings())
                .rule(Stubs.rule(List.of(RATE), (synapse, _) -> Plasticity.of(synapse.trace(calcium))
                        .next(calcium, synapse.post())), new NoSettings()).loss(new ActivityMeanSquaredError(), 1);
        assertEquals("Extension 'stub': its trace 'calcium' would be the second state named 'weights.calcium'; choose another name.",
                fault(fit));
    }

    @Test
    @SuppressWarnings("NullAway") // What a plugin returns may be null, whatever the contract says.
    void nothingReturnedIsTheAuthorsFault() {
        assertEquals("Extension 'stub': its plasticity() returned null.", ruleFault((_, _) -> null));
        assertEquals("Extension 'stub': its weight change is null; expected a formula.", ruleFault((_, _) -> Plasticity.of(null)));
        assertEquals("Extension 'stub': its build() returned null.", networkFault(Stubs.network(3, _ -> null)));
        Axis pre = new Axis("pre", 3);
        SynapseGroup weights = SynapseGroup.of("weights", pre, new Axis("post", 2));
        assertEquals("Extension 'stub': its value of 'activity' is null; expected a formula.", networkFault(Stubs.network(3, reads ->
                Network.empty().plastic(weights, 1, Presentation.of(reads.input(pre), reads.weights(weights).sum(pre)))
                        .shows(Observable.ACTIVITY, null))));
    }

    @Test
    void neuronStateThatNoNumberStartsIsTheAuthorsFault() {
        Axis post = new Axis("post", 2);
        NeuronState potential = NeuronState.of("potential", post).startingAt(Initial.at(Double.NEGATIVE_INFINITY));
        assertEquals("Extension 'stub': its state 'potential' starts at -Infinity; expected a finite number.",
                networkFault(Stubs.network(3, reads -> Network.empty().next(potential, reads.state(potential)))));
        assertEquals("Extension 'stub': in build(): The next value of state 'potential' is given twice.",
                networkFault(Stubs.network(3, reads -> Network.empty().next(potential, reads.state(potential))
                        .next(potential, reads.state(potential)))));
    }

    @Test
    void symbolThatWasNotGivenIsTheAuthorsFault() {
        Expr own = Symbol.of(Symbol.Kind.CHANNEL, "dopamine").read();
        String expected = "Extension 'stub': it reads 'dopamine' of kind CHANNEL, which it was not given; formulas read what the "
                + "methods of their argument return.";
        Axis pre = new Axis("pre", 3);
        SynapseGroup weights = SynapseGroup.of("weights", pre, new Axis("post", 2));
        Trace calcium = Trace.of("calcium", Extent.POST);
        assertEquals(expected, ruleFault((synapse, _) -> Plasticity.of(synapse.weight().times(own))));
        assertEquals(expected, ruleFault((synapse, _) -> Plasticity.of(synapse.weight()).next(calcium, synapse.post().times(own))));
        assertEquals(expected, networkFault(Stubs.network(3, reads -> Network.empty()
                .plastic(weights, 1, Presentation.of(reads.input(pre), reads.weights(weights).sum(pre)))
                .shows(Observable.LOGIT, own))));
        assertEquals(expected, networkFault(Stubs.network(3, reads -> Network.empty()
                .plastic(weights, 1, Presentation.of(reads.input(pre).times(own), reads.weights(weights).sum(pre))))));
    }

    @Test
    void undeclaredParameterIsTheAuthorsFault() {
        assertEquals("Extension 'stub': in plasticity(): Parameter 'decay' is used but not declared by parameters(settings).",
                ruleFault((_, theta) -> Plasticity.of(theta.of(Parameter.scalar("decay", Initial.at(0))))));
    }

    @Test
    void accidentalOuterProductIsTheAuthorsFault() {
        String fault = ruleFault((synapse, _) -> Plasticity.of(synapse.pre().times(synapse.post())));
        assertEquals("Extension 'stub': in plasticity(): 'times' cannot combine input input over (pre) ", fault.substring(0, 81));
    }

    @Test
    void networkWithoutPlasticSynapsesIsTheAuthorsFault() {
        assertEquals("Extension 'stub': its network has no plastic synapses.",
                networkFault(Stubs.network(3, _ -> Network.empty())));
    }

    @Test
    void twoStatesOfOneNameAreTheAuthorsFault() {
        Axis pre = new Axis("pre", 3);
        SynapseGroup narrow = SynapseGroup.of("weights", pre, new Axis("post", 2));
        SynapseGroup wide = SynapseGroup.of("weights", pre, new Axis("output", 5));
        NeuronState state = NeuronState.of("weights", pre);
        String expected = "Extension 'stub': it has two states or groups of synapses named 'weights'.";
        assertEquals(expected, networkFault(Stubs.network(3, reads -> Network.empty()
                .plastic(narrow, 1, Presentation.of(reads.input(pre), reads.weights(narrow).sum(pre)))
                .plastic(wide, 1, Presentation.of(reads.input(pre), reads.weights(wide).sum(pre))))));
        assertEquals(expected, networkFault(Stubs.network(3, reads -> Network.empty()
                .plastic(narrow, 1, Presentation.of(reads.input(pre), reads.weights(narrow).sum(pre)))
                .next(state, reads.input(pre)))));
    }

    @Test
    void neuronStateThatIsNotCarriedOnIsTheAuthorsFault() {
        Axis pre = new Axis("pre", 3);
        Axis post = new Axis("post", 2);
        SynapseGroup weights = SynapseGroup.of("weights", pre, post);
        NeuronState adaptation = NeuronState.of("adaptation", post);
        assertEquals("Extension 'stub': it reads state 'adaptation' but does not say what becomes of it; "
                + "add next(state, value) to the network, or plastic(group, ...) for weights.",
                networkFault(Stubs.network(3, reads -> Network.empty()
                        .plastic(weights, 1, Presentation.of(reads.input(pre), reads.state(adaptation)))
                        .shows(Observable.ACTIVITY, reads.state(adaptation)))));
        assertEquals("Extension 'stub': its next value of state 'adaptation' should have the axes (post), but "
                + "input input has (pre).",
                networkFault(Stubs.network(3, reads -> Network.empty().next(adaptation, reads.input(pre)))));
        assertEquals("Extension 'stub': it reads state 'weights' but does not say what becomes of it; "
                + "add next(state, value) to the network, or plastic(group, ...) for weights.",
                networkFault(Stubs.network(3, reads -> Network.empty()
                        .plastic(SynapseGroup.of("others", pre, post), 1,
                                Presentation.of(reads.input(pre), reads.weights(weights).sum(pre))))));
    }

    /** As a rule is that unrolls a reaction within the synapse: no pass may recurse over so many operations. */
    @Test
    void ruleOfTwentyThousandOperationsIsAssembledOnASmallStack() throws InterruptedException {
        FitBuilder fit = fit().rule(Stubs.rule(List.of(RATE), (synapse, theta) -> {
            Expr reaction = synapse.weight();
            for (int i = 0; i < 10_000; i++) {
                reaction = reaction.plus(theta.of(RATE)).tanh();
            }
            return Plasticity.of(reaction);
        }), new NoSettings());
        AtomicReference<Object> found = new AtomicReference<>();
        Thread thread = new Thread(null, () -> found.set(ModelAssembly.assemble(fit.fit(), CHANNELS).program()),
                "small stack", 512 * 1024);
        thread.setUncaughtExceptionHandler((_, thrown) -> found.set(thrown));
        thread.start();
        thread.join();
        Program program = assertInstanceOf(Program.class, found.get());
        long functions = Graph.order(program.step().next()).stream().filter(node -> node.op() instanceof Op.Unary).count();
        assertTrue(functions >= 10_000, functions + " functions");
    }
}

package org.deltaw.spi.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Networks and what rules see of them, as they are put together. */
class NetworkTest {
    private static final Axis PRE = new Axis("pre", 2);
    private static final Axis POST = new Axis("post", 3);

    private static String refusal(Executable work) {
        return assertThrows(IllegalArgumentException.class, work).getMessage();
    }

    @Test
    void partsStandInTheOrderInWhichTheyWereAdded() {
        SynapseGroup second = SynapseGroup.of("second", PRE, POST);
        Presentation shown = Presentation.of(Expr.ONE, Expr.ZERO);
        Network network = Network.empty().plastic(second, 2, shown).plastic(SynapseGroup.of("first", PRE, POST), 1, List.of())
                .shows(Observable.LOGIT, Expr.ONE).shows(Observable.ACTIVITY, Expr.ZERO)
                .next(NeuronState.of("z"), Expr.ONE).next(NeuronState.of("a"), Expr.ONE);
        assertEquals(new Network.Plastic(second, 2, List.of(shown)), network.plastic().getFirst());
        assertEquals(List.of(Observable.LOGIT, Observable.ACTIVITY), List.copyOf(network.observables().keySet()));
        assertEquals(List.of(NeuronState.of("z"), NeuronState.of("a")), List.copyOf(network.nextStates().keySet()));
    }

    @Test
    void nothingIsSaidTwice() {
        NeuronState state = NeuronState.of("potential", POST);
        Signal chosen = new Signal("chosen");
        Trace trace = Trace.of("calcium", Extent.POST);
        assertEquals("The next value of state 'potential' is given twice.",
                refusal(() -> Network.empty().next(state, Expr.ONE).next(state, Expr.ONE)));
        assertEquals("The value of observable 'logit' is given twice.",
                refusal(() -> Network.empty().shows(Observable.LOGIT, Expr.ONE).shows(Observable.LOGIT, Expr.ZERO)));
        assertEquals("The signal 'chosen' is given twice.",
                refusal(() -> Presentation.of(Expr.ONE, Expr.ONE).with(chosen, Expr.ONE).with(chosen, Expr.ZERO)));
        assertEquals("The next value of trace 'calcium' is given twice.",
                refusal(() -> Plasticity.of(Expr.ONE).next(trace, Expr.ONE).next(trace, Expr.ZERO)));
    }

    @Test
    void everythingHasAName() {
        assertEquals("A neuron state needs a name.", refusal(() -> NeuronState.of(" ", POST)));
        assertEquals("A group of synapses needs a name.", refusal(() -> SynapseGroup.of("", PRE, POST)));
        assertEquals("A trace needs a name.", refusal(() -> Trace.of("", Extent.GLOBAL)));
        assertEquals("A signal needs a name.", refusal(() -> new Signal("")));
        assertEquals("An input needs a name.", refusal(() -> new Input("")));
    }

    @Test
    void partsThatAgreeInEverythingAreEqual() {
        Initial start = Initial.normal(0, 1);
        assertEquals(SynapseGroup.of("w", PRE, POST).startingAt(start), SynapseGroup.of("w", PRE, POST).startingAt(start));
        assertNotEquals(SynapseGroup.of("w", PRE, POST).startingAt(start), SynapseGroup.of("w", PRE, POST));
        assertNotEquals(SynapseGroup.of("w", PRE, POST).connected(new Connectivity(0.5, true)), SynapseGroup.of("w", PRE, POST));
        assertEquals(NeuronState.of("h", POST).startingAt(start).hashCode(), NeuronState.of("h", POST).startingAt(start).hashCode());
        assertNotEquals(NeuronState.of("h", POST).startingAt(start), NeuronState.of("h", POST));
        assertNotEquals(Trace.of("e", Extent.PRE).startingAt(start), Trace.of("e", Extent.PRE));
        assertNotEquals(Trace.of("e", Extent.PRE), Trace.of("e", Extent.POST));
    }

    @Test
    void extentsHaveTheAxesOfTheirNeuronsRowsFirst() {
        assertEquals(List.of(), Extent.GLOBAL.axes(PRE, POST));
        assertEquals(List.of(PRE), Extent.PRE.axes(PRE, POST));
        assertEquals(List.of(POST), Extent.POST.axes(PRE, POST));
        assertEquals(List.of(PRE, POST), Extent.SYNAPSE.axes(PRE, POST));
    }
}

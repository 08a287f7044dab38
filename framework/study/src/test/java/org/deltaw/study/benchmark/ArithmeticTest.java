package org.deltaw.study.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.simplify.Work;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;
import org.junit.jupiter.api.Test;

/** Holds counts against those made by hand. */
class ArithmeticTest {
    private static final int NEURONS = 7;
    private static final Axis POST = new Axis("post", NEURONS);
    private static final Symbol UPDATE = Symbol.of(Symbol.Kind.CHANNEL, "update");
    private static final Symbol X = Symbol.of(Symbol.Kind.CHANNEL, "x");
    private static final Symbol W = Symbol.of(Symbol.Kind.STATE, "w", POST);
    private static final Symbol A = Symbol.of(Symbol.Kind.PARAMETER, "a");

    /** The weights w grow by a x where there is an update; shown is the sum of exp(w x), which is what it costs, too. */
    private static Program program(Expr gate) {
        Expr w = W.read();
        Expr shown = w.times(X.read()).exp().sum(POST);
        Symbol output = Symbol.of(Symbol.Kind.OUTPUT, "shown");
        StepGraph step = new StepGraph(List.of(W),
                List.of(Expr.where(gate, w.plus(A.read().times(X.read()).broadcast(w.axes())), w)),
                List.of(new StepGraph.Output(output, shown)), output.read());
        return Program.of(step, List.of(UPDATE, X), List.of(), List.of(A));
    }

    private static ModelInput input(double... updates) {
        return new ModelInput(updates.length, List.of(updates, new double[updates.length]), List.of(), List.of(new double[NEURONS]));
    }

    @Test
    void operationsOfStepsWithoutUpdateAreThoseOfTheNetworkAlone() {
        Program program = program(UPDATE.read());
        // Products, exponentials and the sum over neurons.
        long shown = 3 * NEURONS;
        // a x, and its addition to each weight.
        long update = 1 + NEURONS;
        assertEquals(new Arithmetic(3 * shown + 2 * update, 3 * NEURONS),
                Arithmetic.of(Passes.forward(program), program, List.of(input(1, 0, 1))));
        assertEquals(new Arithmetic(3 * shown, 3 * NEURONS),
                Arithmetic.of(Passes.forward(program), program, List.of(input(0, 0), input(0))));
    }

    @Test
    void gradientAddsTheWayBack() {
        Program program = program(UPDATE.read());
        // w x, its exponential, that times x, and what comes from later steps added.
        long back = 4 * NEURONS;
        // What comes from later steps summed over neurons, times x.
        long parameter = NEURONS + 1;
        Arithmetic forward = Arithmetic.of(Passes.forward(program), program, List.of(input(1, 0, 1)));
        assertEquals(forward.plus(new Arithmetic(3 * back + 2 * parameter, 3 * NEURONS)),
                Arithmetic.ofGradient(program, List.of(input(1, 0, 1))));
    }

    @Test
    void curvatureAddsTheTangentsInTheFormThatIsLessWork() {
        Program program = program(UPDATE.read());
        List<ModelInput> inputs = List.of(input(1, 1));
        // But for the choice itself, of one value for each weight.
        long tangent = Work.of(Passes.tangent(program)) - NEURONS;
        assertTrue(tangent > 0);
        assertEquals(Arithmetic.ofGradient(program, inputs).operations() + 2 * tangent,
                Arithmetic.ofCurvature(program, inputs).operations());
    }

    @Test
    void choicesThatDependOnMoreThanDataCountWithBothBranches() {
        Program program = program(A.read());
        assertEquals(2 * Work.of(Passes.forward(program)),
                Arithmetic.of(Passes.forward(program), program, List.of(input(1, 0))).operations());
    }
}

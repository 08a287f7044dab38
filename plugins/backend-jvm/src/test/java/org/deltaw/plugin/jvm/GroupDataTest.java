package org.deltaw.plugin.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Collections;
import java.util.List;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.lowering.layout.Lanes;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;
import org.junit.jupiter.api.Test;

class GroupDataTest {
    /** So many steps that two groups of eight are more than is kept. */
    private static final int STEPS = 400_000;

    private static Engine engine() {
        Symbol x = Symbol.of(Symbol.Kind.CHANNEL, "x");
        Symbol s = Symbol.of(Symbol.Kind.STATE, "s");
        Expr next = s.read().plus(x.read());
        Program program = Program.of(new StepGraph(List.of(s), List.of(next), List.of(), s.read().squared()), List.of(x), List.of(), List.of());
        return new Engine(program, Real.F64, Lanes.ofPairs(8), List.of(), 2);
    }

    private static List<ModelInput> inputs(int count) {
        double[] values = new double[STEPS];
        values[0] = 3;
        return Collections.nCopies(count, new ModelInput(STEPS, List.of(values), List.of(), List.of(new double[1])));
    }

    @Test
    void whatIsForgottenWhileItIsReadStaysUntilItsReaderLeaves() {
        GroupData data = new GroupData(engine(), inputs(3));
        DataRows first = data.of(List.of(0));
        long address = first.address(0);
        data.of(List.of(1)).close();
        data.of(List.of(2)).close();
        data.close();
        assertEquals(address, first.address(0));
        assertEquals(3, Segments.loadDouble(address));
        first.close();
    }

    @Test
    void oneGroupIsLaidOutOnce() {
        try (GroupData data = new GroupData(engine(), inputs(2)); DataRows one = data.of(List.of(0)); DataRows again = data.of(List.of(0));
                DataRows other = data.of(List.of(1))) {
            assertEquals(one.address(0), again.address(0));
            assertNotEquals(one.address(0), other.address(0));
        }
    }
}

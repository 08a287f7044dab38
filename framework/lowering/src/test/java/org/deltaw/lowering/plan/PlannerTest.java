package org.deltaw.lowering.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.UnaryFunction;
import org.deltaw.lowering.layout.Allocator;
import org.deltaw.lowering.layout.ArrayLayout;
import org.deltaw.lowering.layout.Base;
import org.deltaw.lowering.layout.Lanes;
import org.deltaw.lowering.layout.Target;
import org.deltaw.lowering.nest.Assignment;
import org.deltaw.lowering.nest.Nest;
import org.junit.jupiter.api.Test;

/** Which nests a step becomes, in which order, for targets of several kinds. */
class PlannerTest {
    private static final Axis PRE = new Axis("pre", 3);
    private static final Axis POST = new Axis("post", 8);
    private static final Symbol X = Symbol.of(Symbol.Kind.CHANNEL, "x", PRE);
    private static final Symbol GATE = Symbol.of(Symbol.Kind.CHANNEL, "gate");
    private static final Symbol W = Symbol.of(Symbol.Kind.STATE, "w", PRE, POST);
    private static final Symbol A = Symbol.of(Symbol.Kind.STATE, "a", POST);
    private static final Symbol B = Symbol.of(Symbol.Kind.STATE, "b", POST);
    private static final int NO_LIMIT = 1000;

    private final Lanes lanes = Lanes.whole(POST, 4);
    private final Allocator room = new Allocator(Base.FIXED, lanes, 8, 0);
    private final Map<Symbol, ArrayLayout> known = new LinkedHashMap<>();

    PlannerTest() {
        List.of(X, GATE, W, A, B).forEach(symbol -> known.put(symbol, room.place(symbol.axes())));
    }

    @Test
    void sumIsThereBeforeWhatNeedsIt() {
        Expr sum = X.read().times(W.read()).sum(PRE);
        assertEquals(lines("nest0:", "  for post in 0...8 by 4", "    for pre in 0...3", "      v1 = x[pre] * w[pre,post]",
                        "      kept64[post] = sum of v1 over pre", "nest1:", "  for post in 0...8 by 4",
                        "    v1 = tanh(kept64[post])", "    a[post] = v1"),
                listing(plan(target(NO_LIMIT, NO_LIMIT), goal(A, sum.tanh()))));
    }

    @Test
    void whatOneBranchNeedsIsComputedUnderItsCondition() {
        Expr chosen = Expr.where(GATE.read(), A.read().tanh(), A.read());
        assertEquals(lines("nest0 if gate is 0:", "  for post in 0...8 by 4", "    b[post] = a[post]",
                        "nest1 if gate is not 0:", "  for post in 0...8 by 4", "    v1 = tanh(a[post])", "    b[post] = v1"),
                listing(plan(target(NO_LIMIT, NO_LIMIT), goal(B, chosen))));
    }

    @Test
    void whatIsStillReadIsOverwrittenLast() {
        Plan plan = plan(target(NO_LIMIT, NO_LIMIT), goal(A, B.read().times(2)), goal(B, A.read().sum(POST).broadcast(B.read().axes())
                .times(A.read())));
        List<Nest> nests = nests(plan);
        assertTrue(nests.getLast().stores().stream().anyMatch(store -> store.place().equals(known.get(A))), listing(plan));
        assertTrue(nests.getLast().computed().isEmpty(), "the last nest moves what was kept elsewhere: " + listing(plan));
    }

    @Test
    void nestsAreNoLongerThanTheTargetAllows() {
        Expr chain = A.read();
        for (int i = 0; i < 40; i++) {
            chain = chain.times(B.read()).plus(0.1 * i);
        }
        assertEquals(1, nests(plan(target(NO_LIMIT, NO_LIMIT), goal(A, chain))).size());
        List<Nest> cut = nests(plan(target(20, NO_LIMIT), goal(A, chain)));
        assertTrue(cut.size() > 3, cut.size() + " nests");
        cut.forEach(nest -> assertTrue(nest.computed().size() <= 20, nest.computed().size() + " operations"));
    }

    @Test
    void costOfFunctionsIsThatOfTheTarget() {
        List<Assignment> goals = List.of(goal(A, A.read().tanh()), goal(B, B.read().tanh()));
        Assignment[] both = goals.toArray(Assignment[]::new);
        assertEquals(1, nests(plan(target(30, NO_LIMIT), both)).size());
        assertEquals(2, nests(plan(new Target(4, new Target.Memory(8, 1024, 256, 4096, 4096), new Target.Code(30, 5, NO_LIMIT,
                Map.of(UnaryFunction.TANH, 20)), new Target.Sums(16, 4, 4)), both)).size());
    }

    @Test
    void partsHaveNoMoreNestsThanTheTargetAllows() {
        Expr value = A.read();
        for (int i = 0; i < 5; i++) {
            value = value.sum(POST).broadcast(A.read().axes()).times(B.read());
        }
        Plan plan = plan(target(NO_LIMIT, 2), goal(A, value));
        plan.parts().forEach(part -> assertTrue(part.nests() <= 2, part.nests() + " nests"));
        int nests = nests(plan).size();
        assertEquals((nests + 1) / 2, plan.parts().size());
        assertEquals(List.of(0, 2), plan.parts().stream().limit(2).map(PlanPart::first).toList());
    }

    private static Target target(int nestOperations, int partNests) {
        return new Target(4, new Target.Memory(8, 1024, 256, 4096, 4096), new Target.Code(nestOperations, 5, partNests, Map.of()),
                new Target.Sums(16, 4, 4));
    }

    private Plan plan(Target target, Assignment... goals) {
        return Planner.plan(new StepGoals(List.of(goals), Map.of(), known), room, lanes, target);
    }

    private Assignment goal(Symbol symbol, Expr value) {
        return new Assignment(value, known.get(symbol), false);
    }

    private static List<Nest> nests(Plan plan) {
        List<Nest> nests = new ArrayList<>();
        plan.parts().forEach(part -> part.blocks().forEach(block -> nests.addAll(block.nests())));
        return nests;
    }

    private String listing(Plan plan) {
        return Listing.of(place -> known.entrySet().stream().filter(entry -> entry.getValue().startsWith(place)).findFirst()
                .map(entry -> entry.getKey().name()).or(Optional::empty), plan.parts().getFirst(), plan);
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}

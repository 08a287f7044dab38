package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.backend.Program;

/** The plans of a program; made once, shared by all threads. */
final class Plans {
    private final Program program;
    private final Plan advance;
    private final Plan loss;
    private final Plan look;
    private final Plan back;
    private final Optional<Plan> tangent;
    private final Map<Plan, Slots> slots = new HashMap<>();

    Plans(Program program) {
        this.program = program;
        this.advance = Lowering.plan(Recurrence.advance(program));
        this.loss = Lowering.plan(Recurrence.loss(program));
        this.look = Lowering.plan(Recurrence.look(program));
        this.back = Lowering.plan(Recurrence.back(program));
        this.tangent = program.tangent().map(Recurrence::tangent).map(Lowering::plan);
        List.of(advance, loss, look, back).forEach(plan -> slots.put(plan, new Slots(plan)));
        tangent.ifPresent(plan -> slots.put(plan, new Slots(plan)));
    }

    Program program() {
        return program;
    }

    Plan advance() {
        return advance;
    }

    Plan loss() {
        return loss;
    }

    Plan look() {
        return look;
    }

    Plan back() {
        return back;
    }

    Optional<Plan> tangent() {
        return tangent;
    }

    Slots slots(Plan plan) {
        return Objects.requireNonNull(slots.get(plan));
    }

    /** Counts the numbers that one step of one trajectory takes in a workspace. */
    long numbersPerStep(boolean curved) {
        long numbers = sum(program.channels()) + sum(program.states());
        List<Plan> used = new ArrayList<>(List.of(advance, loss, back));
        if (curved) {
            tangent.ifPresent(used::add);
        }
        for (Plan plan : used) {
            numbers += sum(plan.recurrence().carried());
            numbers += Objects.requireNonNull(slots.get(plan)).kinds().stream().filter(kind -> kind.level() == Level.STEP)
                    .mapToLong(Storage::entries).sum();
        }
        return numbers;
    }

    static long sum(List<Symbol> symbols) {
        return symbols.stream().mapToLong(Symbol::entries).sum();
    }
}

package org.deltaw.plugin.jvm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.simplify.Simplifier;
import org.deltaw.expr.step.PackedTangentStep;
import org.deltaw.lowering.layout.Accumulator;
import org.deltaw.lowering.layout.Allocator;
import org.deltaw.lowering.layout.ArrayLayout;
import org.deltaw.lowering.layout.Base;
import org.deltaw.lowering.layout.DeferredSums;
import org.deltaw.lowering.layout.Lanes;
import org.deltaw.lowering.nest.Assignment;
import org.deltaw.lowering.plan.Listing;
import org.deltaw.lowering.plan.Plan;
import org.deltaw.lowering.plan.PlanPart;
import org.deltaw.lowering.plan.Planner;
import org.deltaw.lowering.plan.StepGoals;
import org.deltaw.lowering.plan.StepSum;
import org.deltaw.spi.backend.GeneratedCode;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;

/**
 * The memory of a program, and the sweeps that run in it.
 *
 * <p>Memory is one piece: a fixed part (totals first, then parameters, attributes and what steps keep for
 * themselves), two rows of adjoints or tangents, and rows of states. The data of a trajectory are another
 * piece, a row for each step.
 */
final class Engine {
    private final Program program;
    private final Real real;
    private final Lanes lanes;
    private final Allocator fixed;
    private final Allocator stateRow;
    private final Allocator linearRow;
    private final Allocator dataRow;
    private final Map<Symbol, ArrayLayout> places = new LinkedHashMap<>();
    private final Map<Symbol, Accumulator> accumulators = new LinkedHashMap<>();
    private final Map<ArrayLayout, Op.Indicator> indicators = new LinkedHashMap<>();
    private final Map<String, Plan> plans = new LinkedHashMap<>();
    private final List<Transfer> columns = new ArrayList<>();
    private final List<Transfer> attributes = new ArrayList<>();
    private final List<Transfer> parameters = new ArrayList<>();
    private final List<Transfer> states = new ArrayList<>();
    private final List<Transfer> linear = new ArrayList<>();
    /** What was given back last is taken first: a thread then goes on with what is in its own cache. */
    private final Deque<Numbers> idle = new ConcurrentLinkedDeque<>();
    private final int linearRows;
    private int totalsEnd;

    /**
     * Lays out memory.
     *
     * @param linearSymbols the adjoints or tangents that travel along
     * @param linearRows 2 if what they become is written to another row, 1 if they are brought up to date where they lie
     */
    Engine(Program program, Real real, Lanes lanes, List<Symbol> linearSymbols, int linearRows) {
        this.program = program;
        this.real = real;
        this.lanes = lanes;
        int alignment = JvmTarget.ALIGNMENT;
        this.fixed = new Allocator(Base.FIXED, lanes, alignment, 0);
        this.stateRow = new Allocator(Base.IN, lanes, alignment, 0);
        this.linearRow = new Allocator(Base.FIRST, lanes, alignment, 0);
        this.dataRow = new Allocator(Base.DATA, lanes, alignment, 0);
        this.linearRows = linearRows;
        program.channels().forEach(symbol ->
                columns.add(transfer(symbol, dataRow.column(lanes.inMemory(symbol)), lanes.width() * lanes.tiles())));
        program.states().forEach(symbol -> states.add(transfer(symbol, stateRow)));
        linearSymbols.forEach(symbol -> linear.add(transfer(symbol, linearRow)));
    }

    private Transfer transfer(Symbol symbol, Allocator row) {
        return transfer(symbol, row.place(lanes.inMemory(symbol).axes()), lanes.width());
    }

    private Transfer transfer(Symbol symbol, ArrayLayout place, int width) {
        places.put(lanes.inMemory(symbol), place);
        return new Transfer(symbol, place, lanes, width);
    }

    /** Reserves room for totals; all must be declared before the first sweep is compiled. */
    void declare(List<StepSum> wishes) {
        for (StepSum wish : wishes) {
            Optional<Axis> deferred = deferred(wish.value()).flatMap(_ -> lanes.axis());
            List<Axis> axes = new ArrayList<>(lanes.inMemory(wish.symbol()).axes());
            deferred.ifPresent(axes::add);
            accumulators.put(wish.symbol(), new Accumulator(wish.symbol(), fixed.place(axes), deferred, lanes));
        }
        totalsEnd = fixed.used();
    }

    /** Reserves room for what is fixed during a trajectory. */
    void declareFixed() {
        program.parameters().forEach(symbol -> parameters.add(transfer(symbol, fixed)));
        program.attributes().forEach(symbol -> attributes.add(transfer(symbol, fixed)));
    }

    /** Finds room beside the states of a step for what is kept for the way back. */
    ArrayLayout keep(Symbol symbol) {
        ArrayLayout place = stateRow.place(lanes.inMemory(symbol).axes());
        places.put(lanes.inMemory(symbol), place);
        return place;
    }

    /** Compiles a sweep: what is written to places, and what is added to totals. */
    Sweep compile(String title, Map<ArrayLayout, Expr> written, List<StepSum> wishes) {
        return compile(title, written, wishes, List.of());
    }

    /** Compiles a sweep that writes packs first, and reads them for the rest. */
    Sweep compile(
            String title, Map<ArrayLayout, Expr> written, List<StepSum> wishes, List<PackedTangentStep.Pack> packs) {
        List<Expr> values = new ArrayList<>(written.values());
        for (StepSum wish : wishes) {
            Accumulator accumulator = Objects.requireNonNull(accumulators.get(wish.symbol()));
            values.add(accumulator.deferred().isPresent() ? deferred(wish.value()).orElseThrow() : wish.value());
        }
        packs.forEach(pack -> values.addAll(pack.entries()));
        List<Expr> computed = new ArrayList<>(lanes.inMemory(values));
        for (int i = 0; i < wishes.size(); i++) {
            ArrayLayout place = Objects.requireNonNull(accumulators.get(wishes.get(i).symbol())).place();
            computed.set(written.size() + i, computed.get(written.size() + i).broadcast(Axes.of(place.axes())));
        }
        List<Expr> simple = Simplifier.simplify(computed);
        List<Assignment> goals = new ArrayList<>();
        List<ArrayLayout> targets = new ArrayList<>(written.keySet());
        for (int i = 0; i < targets.size(); i++) {
            goals.add(new Assignment(simple.get(i), targets.get(i), false));
        }
        for (int i = 0; i < wishes.size(); i++) {
            Expr value = simple.get(targets.size() + i);
            if (!DeferredSums.isZero(value)) {
                goals.add(new Assignment(value, Objects.requireNonNull(accumulators.get(wishes.get(i).symbol())).place(), true));
            }
        }
        Map<Symbol, List<Assignment>> packed = packed(packs, simple.subList(targets.size() + wishes.size(), simple.size()));
        Plan plan = Planner.plan(new StepGoals(goals, packed, places), fixed, lanes, JvmTarget.of(lanes.count()));
        indicators.putAll(plan.indicators());
        plans.put(title, plan);
        return SweepCompiler.compile(plan, real, lanes);
    }

    /** Lists the code of all sweeps. */
    List<GeneratedCode> code() {
        List<GeneratedCode> code = new ArrayList<>();
        plans.forEach((title, plan) -> {
            for (PlanPart portion : plan.parts()) {
                code.add(code(portion.first() == 0 ? title : title + " from nest " + portion.first(), portion, plan));
            }
        });
        return code;
    }

    private GeneratedCode code(String title, PlanPart portion, Plan plan) {
        return new GeneratedCode(title + ", " + Listing.of(lanes), Listing.of(this::name, portion, plan),
                title.replace(' ', '-') + ".class", SweepCompiler.bytes(portion, plan, real, lanes));
    }

    private Map<Symbol, List<Assignment>> packed(List<PackedTangentStep.Pack> packs, List<Expr> entries) {
        Map<Symbol, List<Assignment>> packed = new LinkedHashMap<>();
        int position = 0;
        for (PackedTangentStep.Pack pack : packs) {
            Symbol symbol = lanes.inMemory(pack.symbol());
            ArrayLayout place = fixed.place(symbol.axes());
            places.put(symbol, place);
            Axis direction = pack.symbol().axes().getLast();
            List<Assignment> goals = new ArrayList<>();
            for (int i = 0; i < direction.size(); i++) {
                goals.add(new Assignment(entries.get(position++), place.slice(direction, i), false));
            }
            packed.put(symbol, goals);
        }
        return packed;
    }

    /** Says what lies at a place; empty if it is only kept from one nest to a later one. */
    private Optional<String> name(ArrayLayout place) {
        for (Accumulator accumulator : accumulators.values()) {
            if (accumulator.place().startsWith(place)) {
                return Optional.of("total of " + accumulator.symbol().name());
            }
        }
        return places.entrySet().stream().filter(entry -> entry.getValue().startsWith(place)).findFirst()
                .map(entry -> switch (entry.getKey().kind()) {
                    case ADJOINT -> "adjoint of " + entry.getKey().name();
                    case TANGENT -> "tangent of " + entry.getKey().name();
                    default -> entry.getKey().name();
                });
    }

    private Optional<Expr> deferred(Expr value) {
        return lanes.pairs() ? Optional.empty() : lanes.axis().flatMap(axis -> {
            DeferredSums deferral = new DeferredSums(axis);
            return deferral.needsOthers(value) ? deferral.deferred(value) : Optional.empty();
        });
    }

    Real real() {
        return real;
    }

    Lanes lanes() {
        return lanes;
    }

    /** Returns so many zeros, to be closed by the caller. */
    Numbers numbers(long size) {
        return new Numbers(real, size);
    }

    /** Returns memory of at least this size, with whatever an earlier run has left in it. */
    Numbers take(long size) {
        Numbers memory = idle.pollFirst();
        if (memory != null && memory.size() >= size) {
            return memory;
        }
        if (memory != null) {
            memory.close();
        }
        return numbers(size);
    }

    /** Takes memory back for the next run; large histories are not allocated again and again. */
    void giveBack(Numbers memory) {
        idle.addFirst(memory);
    }

    /** Lets memory go that no run uses. */
    void forgetIdle() {
        for (Numbers memory = idle.pollFirst(); memory != null; memory = idle.pollFirst()) {
            memory.close();
        }
    }

    ArrayLayout place(Symbol symbol) {
        return Objects.requireNonNull(places.get(lanes.inMemory(symbol)));
    }

    int fixedSize() {
        return fixed.used();
    }

    int stateSize() {
        return stateRow.used();
    }

    int linearSize() {
        return linearRow.used();
    }

    int linearRows() {
        return linearRows;
    }

    int dataSize() {
        return dataRow.used();
    }

    int totalsEnd() {
        return totalsEnd;
    }

    /** Lays the data of trajectories out that are computed at once, a row for each step from one to before another; where one is over, nothing. */
    void dataIn(List<ModelInput> inputs, int from, int to, Numbers data) {
        for (int lane = 0; lane < inputs.size(); lane++) {
            for (int t = from; t < Math.min(to, inputs.get(lane).steps()); t++) {
                row(inputs.get(lane).channels(), t, data, (long) (t - from) * dataSize() + lane);
            }
        }
    }

    /** Lays one row of data out. */
    void row(List<double[]> channels, int row, Numbers data, long start) {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).in(channels.get(i), row * program.channels().get(i).entries(), data, start, 0);
        }
    }

    /** Writes what is fixed during a trajectory, and sets all totals to 0. */
    void begin(Numbers memory, Group group, int tile) {
        memory.clear(0, totalsEnd);
        for (int lane = 0; lane < group.size(); lane++) {
            int offset = 0;
            for (int i = 0; i < parameters.size(); i++) {
                parameters.get(i).in(group.vectors().get(lane), offset, memory, lane, tile);
                offset += program.parameters().get(i).entries();
            }
            copyIn(attributes, group.inputs().get(lane).attributes(), memory, lane, tile);
        }
        indicators.forEach((place, indicator) -> write(place, indicator, memory));
    }

    void statesIn(Group group, Numbers memory, long row, int tile) {
        for (int lane = 0; lane < group.size(); lane++) {
            copyIn(states, group.inputs().get(lane).initialStates(), memory, row + lane, tile);
        }
    }

    void statesOut(Numbers memory, long row, List<double[]> values, int step, int tile) {
        for (int i = 0; i < values.size(); i++) {
            states.get(i).out(memory, row, values.get(i), step * program.states().get(i).entries(), tile);
        }
    }

    void linearOut(Numbers memory, long row, List<double[]> values, int tile) {
        for (int i = 0; i < linear.size(); i++) {
            linear.get(i).out(memory, row, values.get(i), 0, tile);
        }
    }

    /** Sets what travels along with one pair to 0. */
    void linearClear(Numbers memory, long row, int tile) {
        linear.forEach(transfer -> transfer.clear(memory, row, tile));
    }

    Accumulator accumulator(Symbol symbol) {
        return Objects.requireNonNull(accumulators.get(symbol));
    }

    Collection<Accumulator> accumulators() {
        return accumulators.values();
    }

    private static void copyIn(List<Transfer> transfers, List<double[]> values, Numbers memory, long row, int tile) {
        for (int i = 0; i < transfers.size(); i++) {
            transfers.get(i).in(values.get(i), 0, memory, row, tile);
        }
    }

    private static void write(ArrayLayout place, Op.Indicator indicator, Numbers memory) {
        int direction = place.stride(indicator.direction());
        List<Axis> axes = indicator.axes();
        for (int entry = 0; entry < Axes.of(axes).entries(); entry++) {
            int position = place.offset() + (indicator.offset() + entry) * direction;
            int rest = entry;
            for (int i = axes.size() - 1; i >= 0; i--) {
                position += rest % axes.get(i).size() * place.stride(axes.get(i));
                rest /= axes.get(i).size();
            }
            memory.set(position, 1);
        }
    }
}

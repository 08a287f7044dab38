package org.deltaw.plugin.jvm;

import java.util.ArrayList;
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
 * <p>Memory is one array: a fixed part (totals first, then parameters, attributes and what steps keep for
 * themselves), two rows of adjoints or tangents, and rows of states. The data of a trajectory are another
 * array, a row for each step.
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
        this.fixed = new Allocator(Base.FIXED, lanes, alignment, lanes.count() > 1 ? CacheLines.lead(real) : 0);
        this.stateRow = new Allocator(Base.IN, lanes, alignment, 0);
        this.linearRow = new Allocator(Base.FIRST, lanes, alignment, 0);
        this.dataRow = new Allocator(Base.DATA, lanes, alignment, 0);
        this.linearRows = linearRows;
        program.channels().forEach(symbol -> columns.add(transfer(symbol, dataRow.column(symbol), lanes.width() * lanes.tiles())));
        program.states().forEach(symbol -> states.add(transfer(symbol, stateRow.place(symbol.axes()), lanes.width())));
        linearSymbols.forEach(symbol -> linear.add(transfer(symbol, linearRow.place(symbol.axes()), lanes.width())));
    }

    private Transfer transfer(Symbol symbol, ArrayLayout place, int width) {
        places.put(symbol, place);
        return new Transfer(symbol, place, lanes, width);
    }

    /** Reserves room for totals; all must be declared before the first sweep is compiled. */
    void declare(List<StepSum> wishes) {
        for (StepSum wish : wishes) {
            Optional<Axis> deferred = deferred(wish.value()).flatMap(_ -> lanes.axis());
            List<Axis> axes = new ArrayList<>(wish.symbol().axes());
            deferred.ifPresent(axes::add);
            accumulators.put(wish.symbol(), new Accumulator(wish.symbol(), fixed.place(axes), deferred, lanes));
        }
        totalsEnd = fixed.used();
    }

    /** Reserves room for what is fixed during a trajectory. */
    void declareFixed() {
        program.parameters().forEach(symbol -> parameters.add(transfer(symbol, fixed.place(symbol.axes()), lanes.width())));
        program.attributes().forEach(symbol -> attributes.add(transfer(symbol, fixed.place(symbol.axes()), lanes.width())));
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
            Expr value = accumulator.deferred().isPresent() ? deferred(wish.value()).orElseThrow() : wish.value();
            values.add(value.broadcast(Axes.of(accumulator.place().axes())));
        }
        packs.forEach(pack -> values.addAll(pack.entries()));
        List<Expr> simple = Simplifier.simplify(values);
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
            ArrayLayout place = fixed.place(pack.symbol().axes());
            places.put(pack.symbol(), place);
            Axis direction = pack.symbol().axes().getLast();
            List<Assignment> goals = new ArrayList<>();
            for (int i = 0; i < direction.size(); i++) {
                goals.add(new Assignment(entries.get(position++), place.slice(direction, i), false));
            }
            packed.put(pack.symbol(), goals);
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
        return lanes.axis().flatMap(axis -> {
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

    /** Returns an array of zeros for so many numbers. */
    Numbers numbers(int size) {
        return real.numbers(size);
    }

    /** Returns memory of at least this size, with whatever an earlier run has left in it. */
    Numbers take(int size) {
        Numbers memory = idle.pollFirst();
        return memory != null && memory.size() >= size
                ? memory
                : real.numbers(lanes.count() > 1 ? Math.max(size, CacheLines.least(real)) : size);
    }

    /** Takes memory back for the next run; large histories are not allocated again and again. */
    void giveBack(Numbers memory) {
        idle.addFirst(memory);
    }

    ArrayLayout place(Symbol symbol) {
        return Objects.requireNonNull(places.get(symbol));
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

    /** Lays the data of a trajectory out, a row for each step. */
    Numbers data(ModelInput input) {
        Numbers data = real.numbers(Math.multiplyExact(input.steps(), dataSize()));
        for (int i = 0; i < columns.size(); i++) {
            double[] values = input.channels().get(i);
            int width = program.channels().get(i).entries();
            for (int t = 0; t < input.steps(); t++) {
                columns.get(i).in(values, t * width, data, t * dataSize(), 0);
            }
        }
        return data;
    }

    /** Lays the data of one step out. */
    void row(List<double[]> channels, Numbers data) {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).in(channels.get(i), 0, data, 0, 0);
        }
    }

    /** Writes what is fixed during a trajectory, and sets all totals to 0. */
    void begin(Numbers memory, double[] vector, List<double[]> attributeValues, int tile) {
        memory.clear(0, totalsEnd);
        int offset = 0;
        for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).in(vector, offset, memory, 0, tile);
            offset += program.parameters().get(i).entries();
        }
        copyIn(attributes, attributeValues, memory, 0, tile);
        indicators.forEach((place, indicator) -> write(place, indicator, memory));
    }

    void statesIn(List<double[]> values, Numbers memory, int row, int tile) {
        copyIn(states, values, memory, row, tile);
    }

    void statesOut(Numbers memory, int row, List<double[]> values, int step, int tile) {
        for (int i = 0; i < states.size(); i++) {
            states.get(i).out(memory, row, values.get(i), step * program.states().get(i).entries(), tile);
        }
    }

    void linearOut(Numbers memory, int row, List<double[]> values, int tile) {
        for (int i = 0; i < linear.size(); i++) {
            linear.get(i).out(memory, row, values.get(i), 0, tile);
        }
    }

    void total(Symbol symbol, double[] totals, double[] result, int offset, int tile) {
        Objects.requireNonNull(accumulators.get(symbol)).addTo(result, offset, totals, tile);
    }

    private static void copyIn(List<Transfer> transfers, List<double[]> values, Numbers memory, int row, int tile) {
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

package org.deltaw.plugin.jvm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.lowering.layout.ArrayLayout;
import org.deltaw.lowering.layout.Base;
import org.deltaw.lowering.layout.Lanes;
import org.deltaw.lowering.plan.StepSum;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.SimulationPart;
import org.deltaw.spi.backend.SimulationStart;
import org.deltaw.spi.backend.Stepper;

/** Runs a program one step at a time and shows what happens. Safe for use by several threads. */
final class SimulationRun {
    private static final Symbol LOSS = Symbol.of(Symbol.Kind.OUTPUT, "loss of the step");

    private final Program program;
    private final Engine engine;
    private final Sweep look;
    private final Sweep advance;
    private final List<Transfer> outputs = new ArrayList<>();

    SimulationRun(Program program, Real real, Lanes lanes) {
        this.program = program;
        List<Symbol> shown = new ArrayList<>();
        program.step().outputs().forEach(output -> shown.add(output.symbol()));
        this.engine = new Engine(program, real, lanes, shown, 2);
        StepSum loss = new StepSum(LOSS, program.step().inlinedLoss());
        engine.declare(List.of(loss));
        engine.declareFixed();
        Map<ArrayLayout, Expr> written = new LinkedHashMap<>();
        for (StepGraph.Output output : program.step().outputs()) {
            ArrayLayout place = engine.place(output.symbol()).at(Base.SECOND);
            written.put(place, output.value());
            outputs.add(new Transfer(output.symbol(), place, lanes, lanes.width()));
        }
        this.look = engine.compile("show outputs", written, List.of(loss));
        this.advance = engine.compile("show next states", ReverseMachine.next(program, engine), List.of());
    }

    Engine engine() {
        return engine;
    }

    /** Simulates the pairs of a group. */
    List<Simulation> simulate(Group group, DataRows data, Set<SimulationPart> wanted) {
        List<Simulation> shown = group.inputs().stream().map(input -> Simulation.of(program, input.steps(), wanted)).toList();
        boolean looks = wanted.contains(SimulationPart.OUTPUTS) || wanted.contains(SimulationPart.LOSSES);
        try (Running running = new Running(group, data)) {
            for (int t = 0; t <= group.steps(); t++) {
                for (int pair = 0; pair < group.size() && t <= group.steps(pair); pair++) {
                    running.states(shown.get(pair).states(), pair, t);
                }
                if (t < group.steps() && looks) {
                    running.look(t);
                }
                for (int pair = 0; pair < group.size() && t < group.steps(pair); pair++) {
                    running.shown(shown.get(pair), pair, t);
                }
                if (t < group.steps()) {
                    running.advance(t);
                }
            }
        }
        return shown;
    }

    /** Starts simulations; what they held is released when they are closed. */
    Stepper start(List<SimulationStart> starts, Runnable released) {
        return new StepByStep(starts, released);
    }

    /** Simulations of a group at some step. */
    private final class Running implements AutoCloseable {
        private final RunMemory memory;

        Running(Group group, DataRows data) {
            this.memory = new RunMemory(engine, data, 2, 0);
            memory.begin(group, 0);
        }

        void look(int dataRow) {
            memory.forgetTotals();
            memory.look(look, dataRow);
        }

        /** Writes down what was seen of a pair. */
        void shown(Simulation into, int pair, int step) {
            outputs(into.outputs(), pair, step);
            if (into.losses().length > 0) {
                into.losses()[step] = memory.total(LOSS, pair)[0];
            }
        }

        void outputs(List<double[]> into, int pair, int row) {
            for (int i = 0; i < into.size(); i++) {
                int width = program.step().outputs().get(i).symbol().entries();
                outputs.get(i).out(memory.memory(), memory.secondLinear() + pair, into.get(i), row * width, 0);
            }
        }

        void advance(int dataRow) {
            memory.advance(advance, dataRow);
        }

        void states(List<double[]> into, int pair, int row) {
            memory.states(into, pair, row);
        }

        @Override
        public void close() {
            memory.close();
        }
    }

    /** Several that go on at once, with the data of their step. */
    private final class Beside implements AutoCloseable {
        private final int first;
        private final int size;
        private final Numbers data = engine.numbers(engine.dataSize());
        private final Running running;

        Beside(List<SimulationStart> starts, int first) {
            this.first = first;
            this.size = starts.size();
            this.running = new Running(new Group(
                    starts.stream().map(start -> new ModelInput(1, List.of(), start.attributes(), start.initialStates())).toList(),
                    starts.stream().map(SimulationStart::parameters).toList()), DataRows.of(engine, data, () -> { }));
        }

        void data(List<double[]> channels) {
            for (int pair = 0; pair < size; pair++) {
                engine.row(channels, first + pair, data, pair);
            }
        }

        @Override
        public void close() {
            running.close();
            data.close();
        }
    }

    private final class StepByStep implements Stepper {
        private final List<Beside> all = new ArrayList<>();
        private final int count;
        private final Runnable released;
        private boolean closed;

        StepByStep(List<SimulationStart> starts, Runnable released) {
            this.released = released;
            this.count = starts.size();
            int atOnce = engine.lanes().group();
            for (int from = 0; from < count; from += atOnce) {
                all.add(new Beside(starts.subList(from, Math.min(count, from + atOnce)), from));
            }
        }

        @Override
        public List<double[]> observe(List<double[]> channels) {
            List<double[]> shown = Simulation.of(program, count, Set.of(SimulationPart.OUTPUTS)).outputs();
            for (Beside some : all) {
                some.data(channels);
                some.running.look(0);
                for (int pair = 0; pair < some.size; pair++) {
                    some.running.outputs(shown, pair, some.first + pair);
                }
            }
            return shown;
        }

        @Override
        public void advance(List<double[]> channels) {
            for (Beside some : all) {
                some.data(channels);
                some.running.advance(0);
            }
        }

        @Override
        public List<double[]> states() {
            List<double[]> states = program.states().stream().map(state -> new double[count * state.entries()]).toList();
            for (Beside some : all) {
                for (int pair = 0; pair < some.size; pair++) {
                    some.running.states(states, pair, some.first + pair);
                }
            }
            return states;
        }

        @Override
        public void close() {
            if (!closed) {
                all.forEach(Beside::close);
                released.run();
            }
            closed = true;
        }
    }
}

package org.deltaw.plugin.jvm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.StepGraph;
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

    SimulationRun(Program program, Real real) {
        this.program = program;
        List<Symbol> shown = new ArrayList<>();
        program.step().outputs().forEach(output -> shown.add(output.symbol()));
        Lanes lanes = Lanes.none(1);
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

    Simulation simulate(ModelInput input, Numbers data, double[] parameters, Set<SimulationPart> wanted) {
        Simulation shown = Simulation.of(program, input.steps(), wanted);
        boolean looks = !shown.outputs().isEmpty() || shown.losses().length > 0;
        Running running = new Running(input, data, parameters);
        for (int t = 0; t < input.steps(); t++) {
            running.states(shown.states(), t);
            if (looks) {
                double loss = running.look(t, shown.outputs(), t);
                if (shown.losses().length > 0) {
                    shown.losses()[t] = loss;
                }
            }
            running.advance(t);
        }
        running.states(shown.states(), input.steps());
        return shown;
    }

    Stepper start(List<SimulationStart> starts) {
        return new StepByStep(starts);
    }

    /** A simulation at some step. */
    private final class Running {
        private final Arena arena;
        private int row;

        Running(ModelInput input, Numbers data, double[] parameters) {
            this.arena = new Arena(engine, data, 2);
            arena.begin(parameters, input, 0);
        }

        double look(int dataRow, List<double[]> shown, int step) {
            arena.forgetTotals();
            arena.runRow(look, dataRow, row);
            for (int i = 0; i < shown.size(); i++) {
                int width = program.step().outputs().get(i).symbol().entries();
                outputs.get(i).out(arena.memory(), arena.secondLinear(), shown.get(i), step * width, 0);
            }
            return arena.total(LOSS)[0];
        }

        void advance(int dataRow) {
            arena.runRow(advance, dataRow, row);
            row = 1 - row;
        }

        void states(List<double[]> into, int step) {
            arena.states(into, row, step);
        }
    }

    private final class StepByStep implements Stepper {
        private final Numbers data = engine.numbers(engine.dataSize());
        private final List<Running> all;

        StepByStep(List<SimulationStart> starts) {
            this.all = starts.stream().map(start -> new Running(
                    new ModelInput(1, List.of(), start.attributes(), start.initialStates()), data, start.parameters())).toList();
        }

        @Override
        public List<double[]> observe(List<double[]> channels) {
            List<double[]> shown = Simulation.of(program, all.size(), Set.of(SimulationPart.OUTPUTS)).outputs();
            for (int i = 0; i < all.size(); i++) {
                engine.row(channels, i, data);
                all.get(i).look(0, shown, i);
            }
            return shown;
        }

        @Override
        public void advance(List<double[]> channels) {
            for (int i = 0; i < all.size(); i++) {
                engine.row(channels, i, data);
                all.get(i).advance(0);
            }
        }

        @Override
        public List<double[]> states() {
            List<double[]> states = program.states().stream().map(state -> new double[all.size() * state.entries()]).toList();
            for (int i = 0; i < all.size(); i++) {
                all.get(i).states(states, i);
            }
            return states;
        }

        @Override
        public void close() {
            // Holds nothing but arrays.
        }
    }
}

package org.deltaw.plugin.jvm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    Simulation simulate(ModelInput input, double[] parameters) {
        List<double[]> shown = program.step().outputs().stream()
                .map(output -> new double[input.steps() * output.symbol().entries()]).toList();
        List<double[]> states = program.states().stream()
                .map(state -> new double[(input.steps() + 1) * state.entries()]).toList();
        double[] losses = new double[input.steps()];
        Running running = new Running(input, engine.data(input), parameters);
        for (int t = 0; t < input.steps(); t++) {
            running.states(states, t);
            losses[t] = running.look(t, shown, t);
            running.advance(t);
        }
        running.states(states, input.steps());
        return new Simulation(shown, states, losses);
    }

    Stepper start(double[] parameters, List<double[]> attributes, List<double[]> initialStates) {
        return new StepByStep(parameters, attributes, initialStates);
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
            for (int i = 0; i < outputs.size(); i++) {
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
        private final Running running;

        StepByStep(double[] parameters, List<double[]> attributes, List<double[]> initialStates) {
            this.running = new Running(new ModelInput(1, List.of(), attributes, initialStates), data, parameters);
        }

        @Override
        public List<double[]> observe(List<double[]> channels) {
            engine.row(channels, data);
            List<double[]> shown = program.step().outputs().stream()
                    .map(output -> new double[output.symbol().entries()]).toList();
            running.look(0, shown, 0);
            return shown;
        }

        @Override
        public void advance(List<double[]> channels) {
            engine.row(channels, data);
            running.advance(0);
        }

        @Override
        public List<double[]> states() {
            List<double[]> states = program.states().stream().map(state -> new double[state.entries()]).toList();
            running.states(states, 0);
            return states;
        }

        @Override
        public void close() {
            // Holds nothing but arrays.
        }
    }
}

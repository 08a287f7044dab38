package org.deltaw.spi.backend;

import java.util.List;
import org.deltaw.expr.Symbol;

/** Simulations that go on one step at a time. */
final class InterpretedStepper implements Stepper {
    private final Program program;
    private final List<One> all;

    InterpretedStepper(Program program, List<SimulationStart> starts) {
        this.program = program;
        this.all = starts.stream().map(One::new).toList();
    }

    /** One of the simulations. */
    private final class One {
        private final StepInterpreter step = new StepInterpreter(program);
        private final List<double[]> states;

        One(SimulationStart start) {
            this.states = StateHistory.copies(start.initialStates());
            step.parameters(start.parameters().clone());
            step.attributes(StateHistory.copies(start.attributes()));
        }

        void begin(List<double[]> channels, int row) {
            step.channels(channels, row);
            step.states(states);
            step.begin();
        }
    }

    @Override
    public List<double[]> observe(List<double[]> channels) {
        List<double[]> outputs = rooms(program.step().outputs().stream().map(output -> output.symbol()).toList());
        for (int i = 0; i < all.size(); i++) {
            all.get(i).begin(channels, i);
            all.get(i).step.outputs(outputs, i);
        }
        return outputs;
    }

    @Override
    public void advance(List<double[]> channels) {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).begin(channels, i);
            all.get(i).step.next(all.get(i).states);
        }
    }

    @Override
    public List<double[]> states() {
        List<double[]> rows = rooms(program.states());
        for (int i = 0; i < all.size(); i++) {
            List<double[]> own = all.get(i).states;
            for (int s = 0; s < rows.size(); s++) {
                System.arraycopy(own.get(s), 0, rows.get(s), i * own.get(s).length, own.get(s).length);
            }
        }
        return rows;
    }

    private List<double[]> rooms(List<Symbol> symbols) {
        return symbols.stream().map(symbol -> new double[all.size() * symbol.entries()]).toList();
    }

    @Override
    public void close() {
        // Holds nothing but arrays.
    }
}

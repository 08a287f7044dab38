package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;

/** Trajectories that are computed together, the longest first. What one gives does not depend on the others. */
final class Group {
    /** Trajectories that are over are computed on, for nothing, until they are more than this share. */
    private static final double MOST_IDLE = 0.25;

    private final Program program;
    private final List<ModelInput> inputs;
    private final Map<Symbol, boolean[][]> gates = new HashMap<>();

    /** Prepares trajectories that are sorted by length. */
    Group(Program program, List<ModelInput> inputs) {
        this.program = program;
        this.inputs = List.copyOf(inputs);
        for (int i = 0; i < program.channels().size(); i++) {
            if (program.channels().get(i).axes().isEmpty()) {
                gates.put(program.channels().get(i), agreement(i));
            }
        }
    }

    /** For each step, whether the channel is 0 for some trajectory, and whether it is not. */
    private boolean[][] agreement(int channel) {
        boolean[][] found = new boolean[longest()][2];
        for (ModelInput input : inputs) {
            double[] values = input.channels().get(channel);
            for (int t = 0; t < input.steps(); t++) {
                found[t][values[t] != 0 ? 1 : 0] = true;
            }
        }
        return found;
    }

    int size() {
        return inputs.size();
    }

    int longest() {
        return inputs.getFirst().steps();
    }

    int steps(int row) {
        return inputs.get(row).steps();
    }

    /** Counts the trajectories that have a step. */
    int active(int step) {
        int low = 0;
        int high = inputs.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (inputs.get(middle).steps() > step) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    List<Chunk> chunks(int length) {
        List<Chunk> chunks = new ArrayList<>();
        int rows = size();
        for (int from = 0; from < longest(); from += length) {
            int active = active(from);
            rows = active < (1 - MOST_IDLE) * rows ? active : rows;
            chunks.add(new Chunk(chunks.size(), from, Math.min(length, longest() - from), rows));
        }
        return chunks;
    }

    Binder.Agreement agreement(Chunk chunk) {
        return (guard, step) -> Objects.requireNonNull(gates.get(guard.gate()))[chunk.from() + step][guard.open() ? 1 : 0];
    }

    void writeChannels(Workspace workspace, Chunk chunk) {
        for (int i = 0; i < program.channels().size(); i++) {
            Symbol channel = program.channels().get(i);
            int width = channel.entries();
            double[] values = new double[chunk.count() * chunk.rows() * width];
            for (int row = 0; row < chunk.rows(); row++) {
                int count = Math.clamp(steps(row) - chunk.from(), 0, chunk.count());
                double[] all = inputs.get(row).channels().get(i);
                for (int t = 0; t < count; t++) {
                    System.arraycopy(all, (chunk.from() + t) * width, values, (t * chunk.rows() + row) * width, width);
                }
            }
            Memory.write(values, workspace.values(channel), 0);
        }
    }

    void writeAttributes(Workspace workspace) {
        for (int i = 0; i < program.attributes().size(); i++) {
            int attribute = i;
            write(workspace, program.attributes().get(i),
                    inputs.stream().map(input -> input.attributes().get(attribute)).toList());
        }
    }

    void writeInitialStates(Workspace workspace) {
        for (int i = 0; i < program.states().size(); i++) {
            int state = i;
            write(workspace, program.states().get(i),
                    inputs.stream().map(input -> input.initialStates().get(state)).toList());
        }
    }

    private static void write(Workspace workspace, Symbol symbol, List<double[]> rows) {
        int width = symbol.entries();
        double[] values = new double[rows.size() * width];
        for (int row = 0; row < rows.size(); row++) {
            System.arraycopy(rows.get(row), 0, values, row * width, width);
        }
        Memory.write(values, workspace.values(symbol), 0);
    }

    void writeParameters(Workspace workspace, double[] parameters) {
        writeParameters(program, workspace, parameters);
    }

    static void writeParameters(Program program, Workspace workspace, double[] parameters) {
        for (Symbol parameter : program.parameters()) {
            int offset = program.layout().offset(parameter);
            Memory.write(Arrays.copyOfRange(parameters, offset, offset + parameter.entries()),
                    workspace.values(parameter), 0);
        }
    }
}

package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.SimulationPart;

/** Runs a group of trajectories and notes what happens in every step. */
final class Trace {
    private static final Symbol LOSS = Symbol.of(Symbol.Kind.OUTPUT, "loss");

    private final Plans plans;
    private final Program program;
    private final Group group;
    private final Workspace workspace;
    private final Set<SimulationPart> wanted;
    private final List<Simulation> simulations = new ArrayList<>();

    Trace(Plans plans, Group group, Workspace workspace, Set<SimulationPart> wanted) {
        this.plans = plans;
        this.program = plans.program();
        this.group = group;
        this.workspace = workspace;
        this.wanted = wanted;
        for (int row = 0; row < group.size(); row++) {
            simulations.add(Simulation.of(program, group.steps(row), wanted));
        }
    }

    List<Simulation> simulate(double[] parameters) {
        Sweep sweep = new Sweep(workspace, group);
        group.writeParameters(workspace, parameters);
        group.writeAttributes(workspace);
        group.writeInitialStates(workspace);
        sweep.prepare(plans.advance());
        sweep.prepare(plans.look());
        for (Chunk chunk : sweep.chunks()) {
            group.writeChannels(workspace, chunk);
            sweep.run(plans.advance(), chunk);
            noteStates(chunk);
            noteOutputs(chunk, sweep.run(plans.look(), chunk));
            if (chunk.index() + 1 < sweep.chunks().size()) {
                sweep.handOver(plans.advance(), chunk, sweep.chunks().get(chunk.index() + 1));
            }
        }
        return simulations;
    }

    private void noteStates(Chunk chunk) {
        for (int i = 0; i < program.states().size() && wanted.contains(SimulationPart.STATES); i++) {
            int width = program.states().get(i).entries();
            for (int row = 0; row < chunk.rows(); row++) {
                int last = Math.min(group.steps(row) - chunk.from(), chunk.count());
                for (int t = 0; t <= last; t++) {
                    Memory.read(workspace.values(program.states().get(i)), ((long) t * chunk.rows() + row) * width,
                            simulations.get(row).states().get(i), (chunk.from() + t) * width, width);
                }
            }
        }
    }

    private void noteOutputs(Chunk chunk, BoundPlan look) {
        if (wanted.contains(SimulationPart.LOSSES)) {
            note(chunk, look.total(0, LOSS), 1, Simulation::losses);
        }
        for (int i = 0; i < program.step().outputs().size() && wanted.contains(SimulationPart.OUTPUTS); i++) {
            StepGraph.Output output = program.step().outputs().get(i);
            int index = i;
            note(chunk, look.total(i + 1, output.symbol()), output.symbol().entries(), each -> each.outputs().get(index));
        }
    }

    private interface Column {
        double[] of(Simulation simulation);
    }

    private void note(Chunk chunk, double[] all, int width, Column column) {
        for (int row = 0; row < chunk.rows(); row++) {
            int count = Math.min(group.steps(row) - chunk.from(), chunk.count());
            for (int t = 0; t < count; t++) {
                System.arraycopy(all, (t * chunk.rows() + row) * width, column.of(simulations.get(row)),
                        (chunk.from() + t) * width, width);
            }
        }
    }
}

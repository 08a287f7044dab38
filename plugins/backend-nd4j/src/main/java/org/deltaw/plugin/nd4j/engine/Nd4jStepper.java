package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.SimulationPart;
import org.deltaw.spi.backend.SimulationStart;
import org.deltaw.spi.backend.Stepper;

/** Simulations that go on one step at a time, each in a workspace of its own. */
final class Nd4jStepper implements Stepper {
    private final Plans plans;
    private final Program program;
    private final List<Workspace> all;

    Nd4jStepper(Plans plans, Precision precision, List<SimulationStart> starts) {
        this.plans = plans;
        this.program = plans.program();
        this.all = starts.stream().map(start -> started(precision, start)).toList();
    }

    private Workspace started(Precision precision, SimulationStart start) {
        Workspace workspace = new Workspace(plans, precision, 1, 1);
        Group.writeParameters(program, workspace, start.parameters());
        writeAll(workspace, program.attributes(), start.attributes());
        writeAll(workspace, program.states(), start.initialStates());
        workspace.bound(plans.advance(), 1).prepare();
        workspace.bound(plans.look(), 1).prepare();
        return workspace;
    }

    @Override
    public List<double[]> observe(List<double[]> channels) {
        List<StepGraph.Output> outputs = program.step().outputs();
        List<double[]> shown = Simulation.of(program, all.size(), Set.of(SimulationPart.OUTPUTS)).outputs();
        for (int row = 0; row < all.size(); row++) {
            BoundPlan look = run(plans.look(), channels, row);
            for (int i = 0; i < outputs.size(); i++) {
                double[] own = look.total(i + 1, outputs.get(i).symbol());
                System.arraycopy(own, 0, shown.get(i), row * own.length, own.length);
            }
        }
        return shown;
    }

    @Override
    public void advance(List<double[]> channels) {
        for (int row = 0; row < all.size(); row++) {
            Workspace workspace = all.get(row);
            run(plans.advance(), channels, row).step(0);
            program.states().forEach(state -> workspace.move(state, state.entries(), 0, state.entries()));
        }
    }

    private BoundPlan run(Plan plan, List<double[]> channels, int row) {
        List<double[]> own = new ArrayList<>();
        for (int i = 0; i < channels.size(); i++) {
            int width = program.channels().get(i).entries();
            own.add(Arrays.copyOfRange(channels.get(i), row * width, (row + 1) * width));
        }
        writeAll(all.get(row), program.channels(), own);
        BoundPlan bound = all.get(row).bound(plan, 1);
        ModelInput data = new ModelInput(1, own, List.of(), List.of());
        bound.early(new Group(program, List.of(data)).agreement(new Chunk(0, 0, 1, 1)));
        return bound;
    }

    @Override
    public List<double[]> states() {
        List<double[]> states = new ArrayList<>();
        for (Symbol state : program.states()) {
            double[] values = new double[all.size() * state.entries()];
            for (int row = 0; row < all.size(); row++) {
                Memory.read(all.get(row).values(state), 0, values, row * state.entries(), state.entries());
            }
            states.add(values);
        }
        return states;
    }

    @Override
    public void close() {
        all.forEach(Workspace::close);
    }

    private static void writeAll(Workspace workspace, List<Symbol> symbols, List<double[]> values) {
        for (int i = 0; i < symbols.size(); i++) {
            Memory.write(values.get(i), workspace.values(symbols.get(i)), 0);
        }
    }
}

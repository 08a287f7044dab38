package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Stepper;

/** A simulation that goes on one step at a time. */
final class Nd4jStepper implements Stepper {
    private final Plans plans;
    private final Program program;
    private final Workspace workspace;

    Nd4jStepper(
            Plans plans, Precision precision, double[] parameters, List<double[]> attributes, List<double[]> initialStates) {
        this.plans = plans;
        this.program = plans.program();
        this.workspace = new Workspace(plans, precision, 1, 1);
        Group.writeParameters(program, workspace, parameters);
        writeAll(program.attributes(), attributes);
        writeAll(program.states(), initialStates);
        workspace.bound(plans.advance(), 1).prepare();
        workspace.bound(plans.look(), 1).prepare();
    }

    @Override
    public List<double[]> observe(List<double[]> channels) {
        BoundPlan look = run(plans.look(), channels);
        List<double[]> shown = new ArrayList<>();
        List<StepGraph.Output> outputs = program.step().outputs();
        for (int i = 0; i < outputs.size(); i++) {
            shown.add(look.total(i + 1, outputs.get(i).symbol()));
        }
        return shown;
    }

    @Override
    public void advance(List<double[]> channels) {
        run(plans.advance(), channels).step(0);
        program.states().forEach(state -> workspace.move(state, state.entries(), 0, state.entries()));
    }

    private BoundPlan run(Plan plan, List<double[]> channels) {
        writeAll(program.channels(), channels);
        BoundPlan bound = workspace.bound(plan, 1);
        ModelInput data = new ModelInput(1, channels, List.of(), List.of());
        bound.early(new Group(program, List.of(data)).agreement(new Chunk(0, 0, 1, 1)));
        return bound;
    }

    @Override
    public List<double[]> states() {
        List<double[]> states = new ArrayList<>();
        for (Symbol state : program.states()) {
            double[] values = new double[state.entries()];
            Memory.read(workspace.values(state), 0, values, 0, values.length);
            states.add(values);
        }
        return states;
    }

    @Override
    public void close() {
        workspace.close();
    }

    private void writeAll(List<Symbol> symbols, List<double[]> values) {
        for (int i = 0; i < symbols.size(); i++) {
            Memory.write(values.get(i), workspace.values(symbols.get(i)), 0);
        }
    }
}

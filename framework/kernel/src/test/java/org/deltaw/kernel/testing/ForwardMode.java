package org.deltaw.kernel.testing;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.Layout;
import org.deltaw.expr.step.TangentStep;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.ModelAssembly;
import org.deltaw.kernel.model.ModelData;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;

/** The gradient by forward mode: the tangents of all states ride along with the steps. */
public final class ForwardMode {
    private ForwardMode() {}

    /** Returns the gradient of the mean over trajectories, without penalties. */
    public static double[] gradient(Fit fit, Dataset dataset, double[] parameters) {
        Model model = ModelAssembly.assemble(fit, dataset.channels());
        ModelData data = new ModelData(model, fit.seed().child("states"));
        double[] mean = new double[parameters.length];
        for (Trajectory trajectory : dataset.trajectories()) {
            double[] own = gradient(model.program(), data.bind(trajectory, data.means(List.of(trajectory))), parameters);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += own[i] / dataset.trajectories().size();
            }
        }
        return mean;
    }

    private static double[] gradient(Program program, ModelInput input, double[] parameters) {
        TangentStep tangent = program.tangent().orElseThrow();
        List<Expr> roots = new ArrayList<>(program.step().next());
        roots.addAll(tangent.nextTangents());
        roots.add(tangent.lossTangent());
        Interpreter interpreter = new Interpreter(roots);
        Layout layout = program.layout();
        layout.symbols().forEach(symbol -> interpreter.set(symbol, parameters, layout.offset(symbol)));
        set(interpreter, program.attributes(), input.attributes(), 0);

        List<Symbol> carried = new ArrayList<>(program.states());
        carried.addAll(tangent.tangents());
        List<double[]> values = new ArrayList<>();
        input.initialStates().forEach(state -> values.add(state.clone()));
        tangent.tangents().forEach(symbol -> values.add(new double[symbol.entries()]));
        double[] gradient = new double[parameters.length];
        for (int t = 0; t < input.steps(); t++) {
            set(interpreter, program.channels(), input.channels(), t);
            set(interpreter, carried, values, 0);
            interpreter.begin();
            double[] share = interpreter.value(roots.size() - 1);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += share[i];
            }
            for (int i = 0; i < carried.size(); i++) {
                interpreter.copy(i, carried.get(i).axes(), values.get(i), 0);
            }
        }
        return gradient;
    }

    private static void set(Interpreter interpreter, List<Symbol> symbols, List<double[]> rows, int step) {
        for (int i = 0; i < symbols.size(); i++) {
            interpreter.set(symbols.get(i), rows.get(i), step * symbols.get(i).entries());
        }
    }
}

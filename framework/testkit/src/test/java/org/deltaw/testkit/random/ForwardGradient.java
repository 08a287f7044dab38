package org.deltaw.testkit.random;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.TangentStep;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;

/** The gradient of a trajectory's loss as forward mode gives it: the sum over steps of the tangents of the loss. */
final class ForwardGradient {
    private ForwardGradient() {}

    /** @param states before each step and after the last, as a simulation shows them */
    static double[] of(Program program, ModelInput input, double[] theta, List<double[]> states) {
        TangentStep tangent = program.tangent().orElseThrow();
        List<Expr> roots = new ArrayList<>(tangent.nextTangents());
        roots.add(tangent.lossTangent());
        Interpreter interpreter = new Interpreter(roots);
        program.parameters().forEach(symbol -> interpreter.set(symbol, theta, program.layout().offset(symbol)));
        set(interpreter, program.attributes(), input.attributes(), 0);
        List<Symbol> carried = tangent.tangents();
        List<double[]> tangents = carried.stream().map(symbol -> new double[symbol.entries()]).toList();
        double[] gradient = new double[theta.length];
        for (int t = 0; t < input.steps(); t++) {
            set(interpreter, program.channels(), input.channels(), t);
            set(interpreter, program.states(), states, t);
            set(interpreter, carried, tangents, 0);
            interpreter.begin();
            double[] share = new double[theta.length];
            interpreter.copy(carried.size(), List.of(tangent.direction()), share, 0);
            for (int i = 0; i < share.length; i++) {
                gradient[i] += share[i];
            }
            List<double[]> next = carried.stream().map(symbol -> new double[symbol.entries()]).toList();
            for (int i = 0; i < carried.size(); i++) {
                interpreter.copy(i, carried.get(i).axes(), next.get(i), 0);
            }
            tangents = next;
        }
        return gradient;
    }

    private static void set(Interpreter interpreter, List<Symbol> symbols, List<double[]> values, int row) {
        for (int i = 0; i < symbols.size(); i++) {
            interpreter.set(symbols.get(i), values.get(i), row * symbols.get(i).entries());
        }
    }
}

package org.deltaw.spi.backend;

import java.util.List;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.Layout;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.expr.step.TangentStep;

/** One interpreter for all that a program may be asked in a step; only what is asked is computed. */
final class StepInterpreter {
    private final Program program;
    private final Interpreter interpreter;
    private final int states;
    private final int outputs;

    StepInterpreter(Program program) {
        this.program = program;
        this.states = program.states().size();
        this.outputs = program.step().outputs().size();
        this.interpreter = new Interpreter(program.expressions());
    }

    void parameters(double[] vector) {
        Layout layout = program.layout();
        program.parameters().forEach(parameter -> interpreter.set(parameter, vector, layout.offset(parameter)));
    }

    void attributes(List<double[]> values) {
        setAll(program.attributes(), values, 0);
    }

    void channels(List<double[]> rows, int step) {
        setAll(program.channels(), rows, step);
    }

    void states(List<double[]> values) {
        setAll(program.states(), values, 0);
    }

    void adjoints(List<double[]> values) {
        setAll(program.adjoint().nextAdjoints(), values, 0);
    }

    void tangents(List<double[]> values) {
        setAll(tangent().tangents(), values, 0);
    }

    /** Forgets what was computed, after symbols were set. */
    void begin() {
        interpreter.begin();
    }

    void next(List<double[]> into) {
        copyAll(0, program.states(), into);
    }

    void outputs(List<double[]> into, int step) {
        List<StepGraph.Output> all = program.step().outputs();
        for (int i = 0; i < outputs; i++) {
            Symbol symbol = all.get(i).symbol();
            interpreter.copy(states + i, symbol.axes(), into.get(i), step * symbol.entries());
        }
    }

    double loss() {
        return interpreter.value(states + outputs)[0];
    }

    void stateAdjoints(List<double[]> into) {
        copyAll(states + outputs + 1, program.states(), into);
    }

    void addParameterGradient(double[] gradient) {
        int first = states + outputs + 1 + states;
        Layout layout = program.layout();
        for (int i = 0; i < program.parameters().size(); i++) {
            Symbol parameter = program.parameters().get(i);
            double[] share = new double[parameter.entries()];
            interpreter.copy(first + i, parameter.axes(), share, 0);
            add(share, gradient, layout.offset(parameter));
        }
    }

    void nextTangents(List<double[]> into) {
        copyAll(firstTangent(), tangent().tangents(), into);
    }

    void addCurvature(double[] matrix) {
        double[] share = new double[matrix.length];
        interpreter.copy(firstTangent() + states + 1, List.of(tangent().direction(), tangent().transposed()), share, 0);
        add(share, matrix, 0);
    }

    private TangentStep tangent() {
        return program.tangent().orElseThrow();
    }

    private int firstTangent() {
        return states + outputs + 1 + states + program.parameters().size();
    }

    private void setAll(List<Symbol> symbols, List<double[]> values, int row) {
        for (int i = 0; i < symbols.size(); i++) {
            interpreter.set(symbols.get(i), values.get(i), row * symbols.get(i).entries());
        }
    }

    private void copyAll(int first, List<Symbol> symbols, List<double[]> into) {
        for (int i = 0; i < symbols.size(); i++) {
            interpreter.copy(first + i, symbols.get(i).axes(), into.get(i), 0);
        }
    }

    private static void add(double[] share, double[] total, int offset) {
        for (int i = 0; i < share.length; i++) {
            total[offset + i] += share[i];
        }
    }
}

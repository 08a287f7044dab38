package org.deltaw.plugin.nd4j.engine;

import static org.deltaw.plugin.nd4j.engine.InstructionWriter.ADD;
import static org.deltaw.plugin.nd4j.engine.InstructionWriter.DIVIDE;
import static org.deltaw.plugin.nd4j.engine.InstructionWriter.MAXIMUM;
import static org.deltaw.plugin.nd4j.engine.InstructionWriter.MULTIPLY;
import static org.deltaw.plugin.nd4j.engine.InstructionWriter.SUBTRACT;

import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.UnaryFunction;

/** Writes elementwise functions as operations of ND4J, and as several where ND4J's own would not be the same function. */
final class Functions {
    private final InstructionWriter emission;

    Functions(InstructionWriter emission) {
        this.emission = emission;
    }

    Operand unary(UnaryFunction function, Operand a, Operand target) {
        return switch (function) {
            case EXP, LOG, SQRT, ABS, SIGN -> emission.transform(function, a, target);
            case TANH, SIGMOID -> emission.applyInto(target, function.word(), a);
            case SOFTPLUS -> softplus(a, target);
        };
    }

    /** ND4J's own knows the slope in single precision only. */
    Operand leakyRelu(double slope, Operand a, Operand target) {
        Operand sloping = emission.apply(MULTIPLY, a, Operand.constant(slope));
        return emission.applyInto(target, slope <= 1 ? MAXIMUM : InstructionWriter.MINIMUM, sloping, a);
    }

    Operand power(int exponent, Operand a, Operand target) {
        Operand product = a;
        for (int n = 2; n < exponent; n++) {
            product = emission.apply(MULTIPLY, product, a);
        }
        return emission.applyInto(target, MULTIPLY, product, a);
    }

    Operand binary(BinaryFunction function, Operand a, Operand b, Operand target) {
        return switch (function) {
            case ADD -> emission.applyInto(target, ADD, a, b);
            case SUBTRACT -> emission.applyInto(target, SUBTRACT, a, b);
            case MULTIPLY -> emission.applyInto(target, MULTIPLY, a, b);
            case DIVIDE -> emission.applyInto(target, DIVIDE, a, b);
            case MINIMUM -> extreme(InstructionWriter.MINIMUM, a, b, target);
            case MAXIMUM -> extreme(MAXIMUM, a, b, target);
            case GREATER -> emission.write(new Instruction.Compare(a, b, target));
            case SURROGATE -> throw new IllegalStateException("A surrogate matters to derivatives alone.");
        };
    }

    /** ND4J takes the second of two values if the first is not a number; the mean of both orders is not one then. */
    private Operand extreme(String operation, Operand a, Operand b, Operand target) {
        Operand sum = emission.apply(ADD, emission.apply(operation, a, b), emission.apply(operation, b, a));
        return emission.applyInto(target, MULTIPLY, sum, Operand.constant(0.5));
    }

    /** ND4J's own overflows. This is {@code max(a, 0) + log(1 + u)} with {@code u = exp(-|a|)}. */
    private Operand softplus(Operand a, Operand target) {
        Operand size = emission.transform(UnaryFunction.ABS, a);
        Operand u = emission.transform(UnaryFunction.EXP, emission.apply(MULTIPLY, size, Operand.constant(-1)));
        Operand positive = emission.apply(MAXIMUM, Operand.constant(0), a);
        return emission.applyInto(target, ADD, positive, logOfOnePlus(u));
    }

    /** What rounding takes off small values in {@code 1 + u} is given back, to first order. */
    private Operand logOfOnePlus(Operand u) {
        Operand whole = emission.apply(ADD, u, Operand.constant(1));
        Operand kept = emission.apply(SUBTRACT, whole, Operand.constant(1));
        Operand excess = emission.apply(DIVIDE, emission.apply(SUBTRACT, kept, u), whole);
        return emission.apply(SUBTRACT, emission.transform(UnaryFunction.LOG, whole), excess);
    }
}

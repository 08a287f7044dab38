package org.deltaw.plugin.jvm;

import java.lang.classfile.TypeKind;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.UnaryFunction;

/** Writes the instructions for numbers, or for vectors of them. Operands lie on the stack, as does the result. */
interface Arithmetic {
    /** The local variable of a nest that holds the memory. */
    int MEMORY = 0;

    /** The kind of local variable that holds a value. */
    TypeKind kind();

    /** From array and index to the value there. */
    void load();

    /** Writes a value to an array at an index. */
    void store();

    /** From one number to a value. */
    void repeat();

    /** From a value to the sum, or the maximum, of its numbers. */
    void total(BinaryFunction function);

    void unary(UnaryFunction function);

    void binary(BinaryFunction function);

    /** From three values to the first times the second plus the third. */
    void timesPlus();

    /** From value and slope, a number that is known. */
    void leakyRelu(double slope);

    /** From condition and two values to the first value where the condition is not 0. */
    void where();
}

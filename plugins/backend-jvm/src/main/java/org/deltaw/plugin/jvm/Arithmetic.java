package org.deltaw.plugin.jvm;

import java.lang.classfile.TypeKind;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.UnaryFunction;

/** Writes the instructions for numbers, or for vectors of them. Operands lie on the stack, as does the result. */
interface Arithmetic {
    /** The local variable of a nest that says where memory starts. */
    int MEMORY = 0;

    /** The kind of local variable that holds a value. */
    TypeKind kind();

    /** The kind of local variable that holds the bit pattern of a value. */
    TypeKind bitsKind();

    /** From an address to the value there. */
    void load();

    /** From a value and an address: writes the value there. */
    void store();

    /** From one number to a value. */
    void repeat();

    /** Pushes a known number, as a value. */
    void constant(double number);

    /** From a value to the sum, or the maximum, of its numbers. */
    void total(BinaryFunction function);

    void unary(UnaryFunction function);

    void binary(BinaryFunction function);

    /** From three values to the first times the second plus the third, rounded once. */
    void timesPlus();

    /** From value and slope, a number that is known. */
    void leakyRelu(double slope);

    /** From condition and two values to the first value where the condition is not 0. */
    void where();

    /** From four values to the third where the first is less than the second, else to the fourth. */
    void ifLess();

    /** From a value to its bit pattern: integers as long as the numbers are. */
    void toBits();

    /** From a bit pattern to the value. */
    void fromBits();

    /** From two bit patterns to their sum as integers. */
    void plusBits();

    /** From a bit pattern to its sum with an integer. */
    void plusBits(long integer);

    /** From a bit pattern to those of its bits that a mask has, too. */
    void andBits(long mask);

    /** From a bit pattern to it moved to the left. */
    void shiftLeft(int places);

    /** From a bit pattern to it moved to the right, with zeros at the left. */
    void shiftRight(int places);
}

package org.deltaw.plugin.jvm;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.UnaryFunction;

/**
 * Writes a formula one operation at a time, for numbers or for vectors of them. Each result is kept in a local
 * variable and named by it, so that a formula may use it more than once.
 */
final class ValueWriter {
    private final CodeBuilder code;
    private final Arithmetic math;

    ValueWriter(CodeBuilder code, Arithmetic math) {
        this.code = code;
        this.math = math;
    }

    /** A number, or a vector of numbers. */
    record Value(int local) {}

    /** The bit pattern of a number as an integer of the same size, or a vector of such patterns. */
    record Bits(int local) {}

    /** Takes a value from the stack. */
    Value keep() {
        return new Value(keep(math.kind()));
    }

    /** Puts a value on the stack. */
    void push(Value value) {
        code.loadLocal(math.kind(), value.local());
    }

    Value constant(double value) {
        math.constant(value);
        return keep();
    }

    Value plus(Value a, Value b) {
        return binary(BinaryFunction.ADD, a, b);
    }

    Value minus(Value a, Value b) {
        return binary(BinaryFunction.SUBTRACT, a, b);
    }

    Value times(Value a, Value b) {
        return binary(BinaryFunction.MULTIPLY, a, b);
    }

    Value dividedBy(Value a, Value b) {
        return binary(BinaryFunction.DIVIDE, a, b);
    }

    /** Returns {@code a b + c}, rounded once. */
    Value timesPlus(Value a, Value b, Value c) {
        push(a);
        push(b);
        push(c);
        math.timesPlus();
        return keep();
    }

    Value abs(Value a) {
        push(a);
        math.unary(UnaryFunction.ABS);
        return keep();
    }

    /** Returns {@code then} where {@code a < b}, and {@code otherwise} elsewhere, also where a or b is not a number. */
    Value ifLess(Value a, Value b, Value then, Value otherwise) {
        push(a);
        push(b);
        push(then);
        push(otherwise);
        math.ifLess();
        return keep();
    }

    Bits bits(Value a) {
        push(a);
        math.toBits();
        return keepBits();
    }

    /** Returns the number that has a bit pattern. */
    Value number(Bits bits) {
        push(bits);
        math.fromBits();
        return keep();
    }

    Bits plus(Bits a, Bits b) {
        push(a);
        push(b);
        math.plusBits();
        return keepBits();
    }

    Bits plus(Bits a, long b) {
        push(a);
        math.plusBits(b);
        return keepBits();
    }

    Bits and(Bits a, long mask) {
        push(a);
        math.andBits(mask);
        return keepBits();
    }

    Bits shiftLeft(Bits a, int places) {
        push(a);
        math.shiftLeft(places);
        return keepBits();
    }

    /** Returns the bits shifted to the right, with zeros at the left. */
    Bits shiftRight(Bits a, int places) {
        push(a);
        math.shiftRight(places);
        return keepBits();
    }

    private Value binary(BinaryFunction function, Value a, Value b) {
        push(a);
        push(b);
        math.binary(function);
        return keep();
    }

    private void push(Bits bits) {
        code.loadLocal(math.bitsKind(), bits.local());
    }

    private Bits keepBits() {
        return new Bits(keep(math.bitsKind()));
    }

    private int keep(TypeKind kind) {
        int local = code.allocateLocal(kind);
        code.storeLocal(kind, local);
        return local;
    }
}

package org.deltaw.plugin.jvm;

import static java.lang.constant.ConstantDescs.CD_Double;
import static java.lang.constant.ConstantDescs.CD_Float;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.UnaryFunction;

/** Instructions for one number at a time. */
record ScalarCode(CodeBuilder code, Real real) implements Arithmetic {
    private static final ClassDesc MATH = ClassDesc.of(Math.class.getName());
    private static final ClassDesc OWN = ClassDesc.of(ScalarMath.class.getName());

    @Override
    public TypeKind kind() {
        return real.kind();
    }

    @Override
    public TypeKind bitsKind() {
        return real.bitsKind();
    }

    @Override
    public void load() {
        call(Segments.OWNER, real.loader(), real.type(), CD_long);
    }

    @Override
    public void store() {
        call(Segments.OWNER, "store", CD_void, real.type(), CD_long);
    }

    @Override
    public void repeat() {
        // A number is its own repetition.
    }

    @Override
    public void constant(double number) {
        real.push(code, number);
    }

    @Override
    public void total(BinaryFunction function) {
        // Likewise its own sum, and maximum.
    }

    @Override
    public void unary(UnaryFunction function) {
        switch (function) {
            case ABS -> math("abs", 1);
            case SIGN -> math("signum", 1);
            case SQRT -> call(real == Real.F64 ? MATH : OWN, "sqrt", real.type(), real.type());
            case EXP, LOG, TANH, SIGMOID, SOFTPLUS -> ElementaryFunctions.write(function, code, this, real);
        }
    }

    @Override
    public void binary(BinaryFunction function) {
        switch (function) {
            case ADD -> either(code::dadd, code::fadd);
            case SUBTRACT -> either(code::dsub, code::fsub);
            case MULTIPLY -> either(code::dmul, code::fmul);
            case DIVIDE -> either(code::ddiv, code::fdiv);
            case MINIMUM -> math("min", 2);
            case MAXIMUM -> math("max", 2);
            case GREATER -> call(OWN, "greaterThan", real.type(), real.type(), real.type());
            case SURROGATE -> throw new IllegalStateException("A surrogate matters to derivatives alone.");
        }
    }

    @Override
    public void timesPlus() {
        math("fma", 3);
    }

    @Override
    public void leakyRelu(double slope) {
        real.push(code, slope);
        call(OWN, "leakyRelu", real.type(), real.type(), real.type());
    }

    @Override
    public void where() {
        call(OWN, "where", real.type(), real.type(), real.type(), real.type());
    }

    @Override
    public void ifLess() {
        call(OWN, "ifLess", real.type(), real.type(), real.type(), real.type(), real.type());
    }

    @Override
    public void toBits() {
        switch (real) {
            case F64 -> call(CD_Double, "doubleToRawLongBits", CD_long, CD_double);
            case F32 -> call(CD_Float, "floatToRawIntBits", CD_int, CD_float);
        }
    }

    @Override
    public void fromBits() {
        switch (real) {
            case F64 -> call(CD_Double, "longBitsToDouble", CD_double, CD_long);
            case F32 -> call(CD_Float, "intBitsToFloat", CD_float, CD_int);
        }
    }

    @Override
    public void plusBits() {
        either(code::ladd, code::iadd);
    }

    @Override
    public void plusBits(long integer) {
        real.pushBits(code, integer);
        plusBits();
    }

    @Override
    public void andBits(long mask) {
        real.pushBits(code, mask);
        either(code::land, code::iand);
    }

    @Override
    public void shiftLeft(int places) {
        code.loadConstant(places);
        either(code::lshl, code::ishl);
    }

    @Override
    public void shiftRight(int places) {
        code.loadConstant(places);
        either(code::lushr, code::iushr);
    }

    private void either(Runnable wide, Runnable narrow) {
        (real == Real.F64 ? wide : narrow).run();
    }

    private void math(String name, int arity) {
        ClassDesc[] parameters = new ClassDesc[arity];
        Arrays.fill(parameters, real.type());
        call(MATH, name, real.type(), parameters);
    }

    private void call(ClassDesc owner, String name, ClassDesc result, ClassDesc... parameters) {
        code.invokestatic(owner, name, MethodTypeDesc.of(result, parameters));
    }
}

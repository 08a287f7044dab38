package org.deltaw.plugin.jvm;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.UnaryFunction;

/** Instructions for one number at a time. */
record ScalarCode(CodeBuilder code) implements Arithmetic {
    private static final ClassDesc MATH = ClassDesc.of(Math.class.getName());
    private static final ClassDesc OWN = ClassDesc.of(ScalarMath.class.getName());

    @Override
    public TypeKind kind() {
        return TypeKind.DOUBLE;
    }

    @Override
    public void load() {
        code.daload();
    }

    @Override
    public void store() {
        call(OWN, "store", CD_void, CD_double, NestWriter.ARRAY,
                CD_int);
    }

    @Override
    public void repeat() {
        // A number is its own repetition.
    }

    @Override
    public void total() {
        // Likewise its own sum.
    }

    @Override
    public void unary(UnaryFunction function) {
        switch (function) {
            case EXP, LOG, TANH, ABS, SQRT -> math(function.word(), 1);
            case SIGN -> math("signum", 1);
            case SIGMOID, SOFTPLUS -> call(OWN, function.word(), CD_double, CD_double);
        }
    }

    @Override
    public void binary(BinaryFunction function) {
        switch (function) {
            case ADD -> code.dadd();
            case SUBTRACT -> code.dsub();
            case MULTIPLY -> code.dmul();
            case DIVIDE -> code.ddiv();
            case MINIMUM -> math("min", 2);
            case MAXIMUM -> math("max", 2);
            case GREATER -> call(OWN, "greaterThan", CD_double, CD_double, CD_double);
        }
    }

    @Override
    public void timesPlus() {
        math("fma", 3);
    }

    @Override
    public void leakyRelu(double slope) {
        code.loadConstant(slope);
        call(OWN, "leakyRelu", CD_double, CD_double, CD_double);
    }

    @Override
    public void where() {
        call(OWN, "where", CD_double, CD_double, CD_double, CD_double);
    }

    private void math(String name, int arity) {
        ClassDesc[] parameters = new ClassDesc[arity];
        Arrays.fill(parameters, CD_double);
        call(MATH, name, CD_double, parameters);
    }

    private void call(ClassDesc owner, String name, ClassDesc result, ClassDesc... parameters) {
        code.invokestatic(owner, name, MethodTypeDesc.of(result, parameters));
    }
}

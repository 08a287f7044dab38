package org.deltaw.plugin.jvm;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.UnaryFunction;

/**
 * Instructions for a vector of numbers at a time.
 *
 * <p>The JDK's own methods are called, and none of ours in between: theirs are always inlined, ours would
 * not be in a long nest, and a vector that is handed to a method that is not inlined becomes an object.
 */
record VectorCode(CodeBuilder code) implements Arithmetic {
    static final ClassDesc MASK = ClassDesc.of("jdk.incubator.vector.VectorMask");

    private static final ClassDesc DOUBLES = ClassDesc.of("jdk.incubator.vector.DoubleVector");
    private static final ClassDesc VECTOR = ClassDesc.of("jdk.incubator.vector.Vector");
    private static final ClassDesc SPECIES = ClassDesc.of("jdk.incubator.vector.VectorSpecies");
    private static final ClassDesc OPERATORS = ClassDesc.of("jdk.incubator.vector.VectorOperators");

    @Override
    public TypeKind kind() {
        return TypeKind.REFERENCE;
    }

    @Override
    public void load() {
        int index = code.allocateLocal(TypeKind.INT);
        int array = code.allocateLocal(TypeKind.REFERENCE);
        code.istore(index).astore(array);
        species();
        code.aload(array).iload(index).invokestatic(DOUBLES, "fromArray",
                MethodTypeDesc.of(DOUBLES, SPECIES, NestWriter.ARRAY, CD_int));
    }

    @Override
    public void store() {
        code.invokevirtual(DOUBLES, "intoArray", MethodTypeDesc.of(CD_void, NestWriter.ARRAY, CD_int));
    }

    @Override
    public void repeat() {
        int number = code.allocateLocal(TypeKind.DOUBLE);
        code.dstore(number);
        species();
        code.dload(number).invokestatic(DOUBLES, "broadcast", MethodTypeDesc.of(DOUBLES, SPECIES, CD_double));
    }

    @Override
    public void total() {
        operator("ADD", "Associative");
        code.invokevirtual(DOUBLES, "reduceLanes", MethodTypeDesc.of(CD_double, type("Associative")));
    }

    /** From a sum, a value and a mask to the sum with the chosen numbers added. */
    void plusMasked() {
        code.invokevirtual(DOUBLES, "add", MethodTypeDesc.of(DOUBLES, VECTOR, MASK));
    }

    @Override
    public void unary(UnaryFunction function) {
        switch (function) {
            case EXP, LOG, TANH -> lanewise(function.name());
            case ABS, SQRT -> plain(function.word());
            case SIGMOID -> {
                plain("neg");
                lanewise("EXP");
                constant(1);
                vector("add");
                int denominator = keep();
                constant(1);
                code.aload(denominator);
                vector("div");
            }
            case SOFTPLUS -> {
                int a = keep();
                code.aload(a);
                constant(0);
                vector("max");
                code.aload(a);
                plain("abs");
                plain("neg");
                lanewise("EXP");
                lanewise("LOG1P");
                vector("add");
            }
            case SIGN -> {
                int a = keep();
                code.aload(a);
                constant(1);
                compare(a, "GT");
                blend();
                constant(-1);
                compare(a, "LT");
                blend();
            }
        }
    }

    @Override
    public void binary(BinaryFunction function) {
        switch (function) {
            case ADD -> vector("add");
            case SUBTRACT -> vector("sub");
            case MULTIPLY -> vector("mul");
            case DIVIDE -> vector("div");
            case MINIMUM -> vector("min");
            case MAXIMUM -> vector("max");
            case GREATER -> {
                int b = keep();
                int a = keep();
                constant(0);
                constant(1);
                code.aload(a);
                operator("GT", "Comparison");
                code.aload(b);
                compare();
                blend();
            }
        }
    }

    @Override
    public void timesPlus() {
        code.invokevirtual(DOUBLES, "fma", MethodTypeDesc.of(DOUBLES, VECTOR, VECTOR));
    }

    @Override
    public void leakyRelu(double slope) {
        int a = keep();
        code.aload(a);
        constant(slope);
        vector("mul");
        code.aload(a);
        compare(a, "GT");
        blend();
    }

    @Override
    public void where() {
        int otherwise = keep();
        int then = keep();
        int condition = keep();
        code.aload(otherwise).aload(then);
        compare(condition, "NE");
        blend();
    }

    private int keep() {
        int local = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(local);
        return local;
    }

    private void species() {
        code.getstatic(DOUBLES, "SPECIES_PREFERRED", SPECIES);
    }

    private void constant(double value) {
        species();
        code.loadConstant(value).invokestatic(DOUBLES, "broadcast", MethodTypeDesc.of(DOUBLES, SPECIES, CD_double));
    }

    private void plain(String method) {
        code.invokevirtual(DOUBLES, method, MethodTypeDesc.of(DOUBLES));
    }

    private void vector(String method) {
        code.invokevirtual(DOUBLES, method, MethodTypeDesc.of(DOUBLES, VECTOR));
    }

    private void lanewise(String operator) {
        operator(operator, "Unary");
        code.invokevirtual(DOUBLES, "lanewise", MethodTypeDesc.of(DOUBLES, type("Unary")));
    }

    /** Compares with 0. */
    private void compare(int value, String comparison) {
        code.aload(value);
        operator(comparison, "Comparison");
        constant(0);
        compare();
    }

    private void compare() {
        code.invokevirtual(DOUBLES, "compare", MethodTypeDesc.of(MASK, type("Comparison"), VECTOR));
    }

    private void blend() {
        code.invokevirtual(DOUBLES, "blend", MethodTypeDesc.of(DOUBLES, VECTOR, MASK));
    }

    private void operator(String name, String kind) {
        code.getstatic(OPERATORS, name, type(kind));
    }

    private static ClassDesc type(String kind) {
        return OPERATORS.nested(kind);
    }
}

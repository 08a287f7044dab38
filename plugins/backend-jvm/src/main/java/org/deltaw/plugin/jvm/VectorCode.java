package org.deltaw.plugin.jvm;

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
 * not be in a long nest, and a vector that is handed to a method that is not inlined becomes an object. Of
 * the JDK's, only those are called that give the same bits whether the JVM has compiled them or not: no
 * functions such as {@code exp}, and no sums of lanes, whose order is left open.
 *
 * @param scratch where in memory there is room for a vector
 */
record VectorCode(CodeBuilder code, Real real, int lanes, int scratch) implements Arithmetic {
    /** The field of a compiled sweep that holds the mask of the last vector of a loop. */
    static final String TAIL = "TAIL";

    static final ClassDesc MASK = ClassDesc.of("jdk.incubator.vector.VectorMask");

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
        code.aload(array).iload(index).invokestatic(real.vector(), "fromArray",
                MethodTypeDesc.of(real.vector(), SPECIES, real.array(), CD_int));
    }

    @Override
    public void store() {
        code.invokevirtual(real.vector(), "intoArray", MethodTypeDesc.of(CD_void, real.array(), CD_int));
    }

    @Override
    public void repeat() {
        int number = code.allocateLocal(real.kind());
        code.storeLocal(real.kind(), number);
        species();
        code.loadLocal(real.kind(), number)
                .invokestatic(real.vector(), "broadcast", MethodTypeDesc.of(real.vector(), SPECIES, real.type()));
    }

    /** Combines neighbours, then what neighbours have become, and so on. */
    @Override
    public void total(BinaryFunction function) {
        toScratch();
        pairs(function, 0, lanes);
    }

    private void pairs(BinaryFunction function, int from, int count) {
        if (count == 1) {
            code.aload(MEMORY).loadConstant(scratch + from).arrayLoad(real.kind());
            return;
        }
        pairs(function, from, count / 2);
        pairs(function, from + count / 2, count / 2);
        new ScalarCode(code, real).binary(function);
    }

    /** From a sum, a value and a mask to the sum with the chosen numbers added. */
    void plusMasked() {
        code.invokevirtual(real.vector(), "add", MethodTypeDesc.of(real.vector(), VECTOR, MASK));
    }

    /** From a maximum, a value and a mask to the maximum of it and the chosen numbers. */
    void maximumMasked() {
        int mask = keep();
        int value = keep();
        code.dup().aload(value).aload(mask);
        blend();
        binary(BinaryFunction.MAXIMUM);
    }

    @Override
    public void unary(UnaryFunction function) {
        switch (function) {
            case EXP -> new VectorFunctions(code, this).exp();
            case TANH -> new VectorFunctions(code, this).tanh();
            case SIGMOID -> new VectorFunctions(code, this).sigmoid();
            case ABS, SQRT -> plain(function.word());
            case LOG, SOFTPLUS -> oneByOne(function);
            case SIGN -> {
                int a = keep();
                code.aload(a);
                constant(1);
                compareWithZero(a, "GT");
                blend();
                constant(-1);
                compareWithZero(a, "LT");
                blend();
            }
        }
    }

    @Override
    public void binary(BinaryFunction function) {
        switch (function) {
            case ADD -> plain2("add");
            case SUBTRACT -> plain2("sub");
            case MULTIPLY -> plain2("mul");
            case DIVIDE -> plain2("div");
            case MINIMUM -> plain2("min");
            case MAXIMUM -> plain2("max");
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
            case SURROGATE -> throw new IllegalStateException("A surrogate matters to derivatives alone.");
        }
    }

    @Override
    public void timesPlus() {
        code.invokevirtual(real.vector(), "fma", MethodTypeDesc.of(real.vector(), VECTOR, VECTOR));
    }

    @Override
    public void leakyRelu(double slope) {
        int a = keep();
        code.aload(a);
        constant(slope);
        plain2("mul");
        code.aload(a);
        compareWithZero(a, "GT");
        blend();
    }

    @Override
    public void where() {
        int otherwise = keep();
        int then = keep();
        int condition = keep();
        code.aload(otherwise).aload(then);
        compareWithZero(condition, "NE");
        blend();
    }

    /** Pushes a vector of equal numbers. */
    void constant(double value) {
        species();
        real.push(code, value);
        code.invokestatic(real.vector(), "broadcast", MethodTypeDesc.of(real.vector(), SPECIES, real.type()));
    }

    /** Calls a method of one vector. */
    void plain(String method) {
        code.invokevirtual(real.vector(), method, MethodTypeDesc.of(real.vector()));
    }

    /** Calls a method of two vectors. */
    void plain2(String method) {
        code.invokevirtual(real.vector(), method, MethodTypeDesc.of(real.vector(), VECTOR));
    }

    /** Pushes the mask of those numbers of a vector for which a comparison with 0 holds. */
    void compareWithZero(int value, String comparison) {
        code.aload(value);
        operator(comparison, "Comparison");
        constant(0);
        compare();
    }

    /** From two vectors and a mask to the second where the mask is set, else the first. */
    void blend() {
        code.invokevirtual(real.vector(), "blend", MethodTypeDesc.of(real.vector(), VECTOR, MASK));
    }

    void operator(String name, String kind) {
        code.getstatic(OPERATORS, name, type(kind));
    }

    static ClassDesc type(String kind) {
        return OPERATORS.nested(kind);
    }

    private void compare() {
        code.invokevirtual(real.vector(), "compare", MethodTypeDesc.of(MASK, type("Comparison"), VECTOR));
    }

    /** Rarely needed functions are left to the JDK, number by number. */
    private void oneByOne(UnaryFunction function) {
        toScratch();
        code.aload(MEMORY).loadConstant(scratch).loadConstant(lanes)
                .invokestatic(ClassDesc.of(ScalarMath.class.getName()), function.word(),
                        MethodTypeDesc.of(CD_void, real.array(), CD_int, CD_int))
                .aload(MEMORY).loadConstant(scratch);
        load();
    }

    private void toScratch() {
        code.aload(MEMORY).loadConstant(scratch);
        store();
    }

    private int keep() {
        int local = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(local);
        return local;
    }

    private void species() {
        code.getstatic(real.vector(), "SPECIES_PREFERRED", SPECIES);
    }
}

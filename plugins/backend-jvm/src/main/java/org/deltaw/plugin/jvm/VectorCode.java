package org.deltaw.plugin.jvm;

import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.ByteOrder;
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
    private static final ClassDesc BYTE_ORDER = ClassDesc.of(ByteOrder.class.getName());
    private static final ClassDesc OPERATORS = ClassDesc.of("jdk.incubator.vector.VectorOperators");

    @Override
    public TypeKind kind() {
        return TypeKind.REFERENCE;
    }

    @Override
    public TypeKind bitsKind() {
        return TypeKind.REFERENCE;
    }

    @Override
    public void load() {
        int address = code.allocateLocal(TypeKind.LONG);
        code.lstore(address);
        species();
        inMemory(address);
        code.invokestatic(real.vector(), "fromMemorySegment",
                MethodTypeDesc.of(real.vector(), SPECIES, Segments.TYPE, CD_long, BYTE_ORDER));
    }

    @Override
    public void store() {
        int address = code.allocateLocal(TypeKind.LONG);
        code.lstore(address);
        inMemory(address);
        code.invokevirtual(real.vector(), "intoMemorySegment", MethodTypeDesc.of(CD_void, Segments.TYPE, CD_long, BYTE_ORDER));
    }

    @Override
    public void repeat() {
        int number = code.allocateLocal(real.kind());
        code.storeLocal(real.kind(), number);
        species();
        code.loadLocal(real.kind(), number)
                .invokestatic(real.vector(), "broadcast", MethodTypeDesc.of(real.vector(), SPECIES, real.type()));
    }

    @Override
    public void constant(double number) {
        species();
        real.push(code, number);
        code.invokestatic(real.vector(), "broadcast", MethodTypeDesc.of(real.vector(), SPECIES, real.type()));
    }

    /** Combines neighbours, then what neighbours have become, and so on. */
    @Override
    public void total(BinaryFunction function) {
        toScratch();
        pairs(function, 0, lanes);
    }

    private void pairs(BinaryFunction function, int from, int count) {
        if (count == 1) {
            scratch(from);
            new ScalarCode(code, real).load();
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
            case EXP, LOG, TANH, SIGMOID, SOFTPLUS -> ElementaryFunctions.write(function, code, this, real);
            case ABS, SQRT -> plain(function.word());
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
                compare("GT");
                int mask = keep();
                constant(0);
                constant(1);
                code.aload(mask);
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

    @Override
    public void ifLess() {
        int otherwise = keep();
        int then = keep();
        compare("LT");
        int mask = keep();
        code.aload(otherwise).aload(then).aload(mask);
        blend();
    }

    @Override
    public void toBits() {
        code.invokevirtual(real.vector(), real.toBits(), MethodTypeDesc.of(real.bitsVector()));
    }

    @Override
    public void fromBits() {
        code.invokevirtual(real.bitsVector(), real.fromBits(), MethodTypeDesc.of(real.vector()));
    }

    @Override
    public void plusBits() {
        code.invokevirtual(real.bitsVector(), "add", MethodTypeDesc.of(real.bitsVector(), VECTOR));
    }

    @Override
    public void plusBits(long integer) {
        withInteger("add", integer);
    }

    @Override
    public void andBits(long mask) {
        withInteger("and", mask);
    }

    @Override
    public void shiftLeft(int places) {
        shift("LSHL", places);
    }

    @Override
    public void shiftRight(int places) {
        shift("LSHR", places);
    }

    private void withInteger(String method, long integer) {
        real.pushBits(code, integer);
        code.invokevirtual(real.bitsVector(), method, MethodTypeDesc.of(real.bitsVector(), real.bitsType()));
    }

    private void shift(String direction, int places) {
        operator(direction, "Binary");
        real.pushBits(code, places);
        code.invokevirtual(real.bitsVector(), "lanewise",
                MethodTypeDesc.of(real.bitsVector(), type("Binary"), real.bitsType()));
    }

    /** Calls a method of one vector. */
    private void plain(String method) {
        code.invokevirtual(real.vector(), method, MethodTypeDesc.of(real.vector()));
    }

    /** Calls a method of two vectors. */
    private void plain2(String method) {
        code.invokevirtual(real.vector(), method, MethodTypeDesc.of(real.vector(), VECTOR));
    }

    /** Pushes the mask of those numbers of a vector for which a comparison with 0 holds. */
    private void compareWithZero(int value, String comparison) {
        code.aload(value);
        constant(0);
        compare(comparison);
    }

    /** From two vectors to the mask of those numbers for which a comparison holds. */
    private void compare(String comparison) {
        int right = keep();
        operator(comparison, "Comparison");
        code.aload(right).invokevirtual(real.vector(), "compare", MethodTypeDesc.of(MASK, type("Comparison"), VECTOR));
    }

    /** From two vectors and a mask to the second where the mask is set, else the first. */
    private void blend() {
        code.invokevirtual(real.vector(), "blend", MethodTypeDesc.of(real.vector(), VECTOR, MASK));
    }

    private void operator(String name, String kind) {
        code.getstatic(OPERATORS, name, type(kind));
    }

    private static ClassDesc type(String kind) {
        return OPERATORS.nested(kind);
    }

    private void toScratch() {
        scratch(0);
        store();
    }

    private void scratch(int index) {
        code.lload(MEMORY).loadConstant((long) (scratch + index) * real.bytes()).ladd();
    }

    private int keep() {
        int local = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(local);
        return local;
    }

    /** Pushes what the JDK must know of a place in memory. */
    private void inMemory(int address) {
        code.getstatic(Segments.OWNER, "ALL", Segments.TYPE).lload(address).invokestatic(BYTE_ORDER, "nativeOrder", MethodTypeDesc.of(BYTE_ORDER));
    }

    private void species() {
        code.getstatic(real.vector(), "SPECIES_" + Byte.SIZE * real.bytes() * lanes, SPECIES);
    }
}

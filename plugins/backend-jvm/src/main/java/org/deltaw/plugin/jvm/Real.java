package org.deltaw.plugin.jvm;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import org.deltaw.spi.backend.Precision;

/** In which kind of number a program is computed, and how the JVM names what belongs to it. */
@SuppressWarnings("ImmutableEnumChecker") // Descriptions of classes do not change; the JDK does not mark them so.
enum Real {
    /** Numbers of 64 bits. */
    F64(TypeKind.DOUBLE, CD_double, "loadDouble", "DoubleVector", "reinterpretAsDoubles", CD_long, "LongVector",
            "reinterpretAsLongs", Integer.MAX_VALUE),
    /** Numbers of 32 bits: half the memory, and twice as many to a vector. */
    F32(TypeKind.FLOAT, CD_float, "loadFloat", "FloatVector", "reinterpretAsFloats", CD_int, "IntVector",
            "reinterpretAsInts", 256);

    private static final String VECTORS = "jdk.incubator.vector.";

    private final TypeKind kind;
    private final ClassDesc type;
    private final String loader;
    private final ClassDesc vector;
    private final String fromBits;
    private final ClassDesc bitsType;
    private final ClassDesc bitsVector;
    private final String toBits;
    private final int stepsInTotal;

    Real(TypeKind kind, ClassDesc type, String loader, String vector, String fromBits, ClassDesc bitsType, String bitsVector,
            String toBits, int stepsInTotal) {
        this.kind = kind;
        this.type = type;
        this.loader = loader;
        this.vector = ClassDesc.of(VECTORS + vector);
        this.fromBits = fromBits;
        this.bitsType = bitsType;
        this.bitsVector = ClassDesc.of(VECTORS + bitsVector);
        this.toBits = toBits;
        this.stepsInTotal = stepsInTotal;
    }

    static Real of(Precision precision) {
        return switch (precision) {
            case F64 -> F64;
            case F32 -> F32;
        };
    }

    TypeKind kind() {
        return kind;
    }

    ClassDesc type() {
        return type;
    }

    /** The method of {@link Segments} that reads such a number. */
    String loader() {
        return loader;
    }

    /** The class of vectors of such numbers. */
    ClassDesc vector() {
        return vector;
    }

    /** The method that makes such a vector of one of bit patterns. */
    String fromBits() {
        return fromBits;
    }

    /** The type of integers of the same size. */
    ClassDesc bitsType() {
        return bitsType;
    }

    /** The kind of local variable that holds such an integer. */
    TypeKind bitsKind() {
        return TypeKind.from(bitsType);
    }

    /** The class of vectors of such integers. */
    ClassDesc bitsVector() {
        return bitsVector;
    }

    /** The method that makes a vector of bit patterns of one of numbers. */
    String toBits() {
        return toBits;
    }

    /**
     * Over how many steps totals are added up in this kind of number, before they are added to totals of 64
     * bits. Even, so that rows that take turns are back in place.
     */
    int stepsInTotal() {
        return stepsInTotal;
    }

    int bytes() {
        return kind.slotSize() * 4;
    }

    /** Pushes a number. */
    void push(CodeBuilder code, double value) {
        switch (this) {
            case F64 -> code.loadConstant(value);
            case F32 -> code.loadConstant((float) value);
        }
    }

    /** Pushes an integer of the same size. */
    void pushBits(CodeBuilder code, long value) {
        switch (this) {
            case F64 -> code.loadConstant(value);
            case F32 -> code.loadConstant((int) value);
        }
    }
}

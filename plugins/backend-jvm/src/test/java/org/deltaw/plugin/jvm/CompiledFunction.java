package org.deltaw.plugin.jvm;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deltaw.expr.UnaryFunction;

/** A function as the backend compiles it, in a loop over a segment: vectors of some length, or number by number. */
final class CompiledFunction {
    private static final ClassDesc OWNER = ClassDesc.of(CompiledFunction.class.getPackageName() + ".CompiledLoop");
    private static final MethodTypeDesc ACCEPT = MethodTypeDesc.of(CD_void, CD_Object, CD_Object);

    private final Real real;
    private final BiConsumer<Object, Object> loop;

    private CompiledFunction(Real real, BiConsumer<Object, Object> loop) {
        this.real = real;
        this.loop = loop;
    }

    static CompiledFunction scalar(UnaryFunction function, Real real) {
        return new CompiledFunction(real, compile(function, real, 1, code -> new ScalarCode(code, real)));
    }

    static CompiledFunction vector(UnaryFunction function, Real real, int lanes) {
        return new CompiledFunction(real, compile(function, real, lanes, code -> new VectorCode(code, real, lanes, 0)));
    }

    /** Computes the function of each number; for 32 bits, of each one rounded to them. Their count is a multiple of 16. */
    double[] apply(double... x) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment in = arena.allocate((long) x.length * real.bytes(), 64);
            MemorySegment out = arena.allocate((long) x.length * real.bytes(), 64);
            for (int i = 0; i < x.length; i++) {
                switch (real) {
                    case F64 -> in.setAtIndex(ValueLayout.JAVA_DOUBLE, i, x[i]);
                    case F32 -> in.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) x[i]);
                }
            }
            loop.accept(in, out);
            return IntStream.range(0, x.length).mapToDouble(i -> switch (real) {
                case F64 -> out.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
                case F32 -> out.getAtIndex(ValueLayout.JAVA_FLOAT, i);
            }).toArray();
        }
    }

    @SuppressWarnings("unchecked")
    private static BiConsumer<Object, Object> compile(UnaryFunction function, Real real, int lanes,
            Function<CodeBuilder, Arithmetic> arithmetic) {
        byte[] bytes = ClassFile.of().build(OWNER, builder -> builder
                .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL)
                .withInterfaceSymbols(ClassDesc.of(BiConsumer.class.getName()))
                .withMethodBody(INIT_NAME, MTD_void, ClassFile.ACC_PUBLIC,
                        code -> code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_())
                .withMethodBody("accept", ACCEPT, ClassFile.ACC_PUBLIC,
                        code -> loop(code, real, lanes, arithmetic.apply(code), function)));
        try {
            return (BiConsumer<Object, Object>) MethodHandles.lookup().defineHiddenClass(bytes, true)
                    .lookupClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void loop(CodeBuilder code, Real real, int lanes, Arithmetic math, UnaryFunction function) {
        int position = code.allocateLocal(TypeKind.LONG);
        Label start = code.newLabel();
        code.aload(1).checkcast(Segments.TYPE).astore(1).aload(2).checkcast(Segments.TYPE).astore(2)
                .lconst_0().lstore(position).labelBinding(start)
                .aload(1).lload(position);
        math.load();
        math.unary(function);
        code.aload(2).lload(position);
        math.store();
        code.lload(position).loadConstant((long) lanes * real.bytes()).ladd().lstore(position)
                .lload(position).aload(1).invokeinterface(Segments.TYPE, "byteSize", MethodTypeDesc.of(CD_long)).lcmp().iflt(start).return_();
    }
}

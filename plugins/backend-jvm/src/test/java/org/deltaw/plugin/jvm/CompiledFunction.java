package org.deltaw.plugin.jvm;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deltaw.expr.UnaryFunction;

/** A function as the backend compiles it, in a loop over memory: vectors of some length, or number by number. */
final class CompiledFunction {
    private static final ClassDesc OWNER = ClassDesc.of(CompiledFunction.class.getPackageName() + ".CompiledLoop");
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_void, CD_long, CD_long, CD_long);

    private final Real real;
    private final Loop loop;

    /** Compiled code: from the beginning of the arguments to that of the values, until the arguments end. */
    interface Loop {
        void run(long from, long to, long end);
    }

    private CompiledFunction(Real real, Loop loop) {
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
            loop.run(in.address(), out.address(), in.address() + in.byteSize());
            return IntStream.range(0, x.length).mapToDouble(i -> switch (real) {
                case F64 -> out.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
                case F32 -> out.getAtIndex(ValueLayout.JAVA_FLOAT, i);
            }).toArray();
        }
    }

    private static Loop compile(UnaryFunction function, Real real, int lanes,
            Function<CodeBuilder, Arithmetic> arithmetic) {
        byte[] bytes = ClassFile.of().build(OWNER, builder -> builder
                .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL)
                .withInterfaceSymbols(ClassDesc.of(Loop.class.getName()))
                .withMethodBody(INIT_NAME, MTD_void, ClassFile.ACC_PUBLIC,
                        code -> code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_())
                .withMethodBody("run", RUN, ClassFile.ACC_PUBLIC,
                        code -> loop(code, real, lanes, arithmetic.apply(code), function)));
        try {
            return (Loop) MethodHandles.lookup().defineHiddenClass(bytes, true)
                    .lookupClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void loop(CodeBuilder code, Real real, int lanes, Arithmetic math, UnaryFunction function) {
        Label start = code.newLabel();
        code.labelBinding(start);
        for (int address = 1; address <= 5; address += 2) {
            Segments.bound(code, address);
        }
        code.lload(1);
        math.load();
        math.unary(function);
        code.lload(3);
        math.store();
        for (int address = 1; address <= 3; address += 2) {
            code.lload(address).loadConstant((long) lanes * real.bytes()).ladd().lstore(address);
        }
        code.lload(1).lload(5).lcmp().iflt(start).return_();
    }
}

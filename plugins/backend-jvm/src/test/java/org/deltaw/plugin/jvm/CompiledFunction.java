package org.deltaw.plugin.jvm;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.deltaw.expr.UnaryFunction;

/** A function as the backend compiles it, in a loop over an array: vectors of some length, or number by number. */
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
        return switch (real) {
            case F64 -> {
                double[] y = new double[x.length];
                loop.accept(x, y);
                yield y;
            }
            case F32 -> {
                float[] narrow = new float[x.length];
                for (int i = 0; i < x.length; i++) {
                    narrow[i] = (float) x[i];
                }
                float[] y = new float[x.length];
                loop.accept(narrow, y);
                double[] wide = new double[x.length];
                for (int i = 0; i < x.length; i++) {
                    wide[i] = y[i];
                }
                yield wide;
            }
        };
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
        int index = code.allocateLocal(TypeKind.INT);
        Label start = code.newLabel();
        code.aload(1).checkcast(real.array()).astore(1).aload(2).checkcast(real.array()).astore(2)
                .iconst_0().istore(index).labelBinding(start)
                .aload(1).iload(index);
        math.load();
        math.unary(function);
        code.aload(2).iload(index);
        math.store();
        code.iinc(index, lanes).iload(index).aload(1).arraylength().if_icmplt(start).return_();
    }
}

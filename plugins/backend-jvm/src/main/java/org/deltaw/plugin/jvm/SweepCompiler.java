package org.deltaw.plugin.jvm;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.CLASS_INIT_NAME;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.deltaw.lowering.layout.ArrayLayout;
import org.deltaw.lowering.layout.Lanes;
import org.deltaw.lowering.nest.Block;
import org.deltaw.lowering.nest.Nest;
import org.deltaw.lowering.plan.Plan;
import org.deltaw.lowering.plan.PlanPart;
import org.deltaw.spi.backend.UnsupportedProgramException;

/** Turns a portion of a plan into a hidden class: a method for each nest, and one that runs them step after step. */
final class SweepCompiler {

    private static final ClassDesc OWNER = ClassDesc.of(SweepCompiler.class.getPackageName() + ".CompiledSweep");
    private static final ClassDesc MASK = VectorCode.MASK;
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_void, CD_long, CD_int,
            CD_long, CD_long, CD_long, CD_long, CD_long, CD_long, CD_long, CD_long);
    private static final int PUBLIC = ClassFile.ACC_PUBLIC;
    private static final int STATIC = ClassFile.ACC_STATIC;

    private final Plan plan;
    private final Real real;
    private final Lanes lanes;
    private final PlanPart portion;

    private SweepCompiler(PlanPart portion, Plan plan, Real real, Lanes lanes) {
        this.portion = portion;
        this.plan = plan;
        this.real = real;
        this.lanes = lanes;
    }

    /**
     * Compiles a plan; its classes live as long as the sweep.
     *
     * @throws UnsupportedProgramException if a part of it is too much for a method or a class of the JVM
     */
    static Sweep compile(Plan plan, Real real, Lanes lanes) {
        List<Sweep> sweeps = plan.parts().stream().map(portion -> define(bytes(portion, plan, real, lanes))).toList();
        return sweeps.size() == 1 ? sweeps.getFirst() : new SweepInPortions(sweeps);
    }

    private static Sweep define(byte[] bytes) {
        try {
            return (Sweep) MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass().getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Returns the class file of a portion of a plan. */
    static byte[] bytes(PlanPart portion, Plan plan, Real real, Lanes lanes) {
        SweepCompiler compiler = new SweepCompiler(portion, plan, real, lanes);
        try {
            return ClassFile.of().build(OWNER, compiler::build);
        } catch (IllegalArgumentException tooMuch) {
            throw new UnsupportedProgramException("Backend 'jvm' cannot compile the model: its " + portion.nests()
                    + " loop nests do not fit into one class (" + tooMuch.getMessage() + ").");
        }
    }

    @SuppressWarnings("EnumOrdinal") // The code is gone with this process.
    private void build(ClassBuilder builder) {
        builder.withFlags(PUBLIC | ClassFile.ACC_FINAL)
                .withInterfaceSymbols(ClassDesc.of(Sweep.class.getName()))
                .withMethodBody(INIT_NAME, MTD_void, PUBLIC, code -> code.aload(0)
                        .invokespecial(CD_Object, INIT_NAME, MTD_void).return_());
        boolean vectors = lanes.count() > 1 && lanes.axis().isPresent();
        if (vectors) {
            builder.withField(VectorCode.TAIL, MASK, STATIC | ClassFile.ACC_FINAL);
            int rest = lanes.axis().orElseThrow().size() % lanes.count();
            builder.withMethodBody(CLASS_INIT_NAME, MTD_void, STATIC, code -> code
                    .loadConstant(rest).loadConstant(lanes.count()).loadConstant(real.ordinal())
                    .invokestatic(ClassDesc.of(VectorMath.class.getName()), "first",
                            MethodTypeDesc.of(MASK, CD_int, CD_int, CD_int))
                    .putstatic(OWNER, VectorCode.TAIL, MASK).return_());
        }
        int number = portion.first();
        for (Block block : portion.blocks()) {
            for (Nest nest : block.nests()) {
                String name = PlanPart.nestName(number++);
                try {
                    builder.withMethodBody(name, type(block), STATIC,
                            code -> new NestWriter(code, nest, block.axis(), plan, real, lanes, OWNER).write());
                } catch (IllegalArgumentException | IllegalStateException failed) {
                    throw new UnsupportedProgramException("Backend 'jvm' cannot compile '" + nest.values().getFirst()
                            + "': " + failed.getMessage());
                }
            }
        }
        builder.withMethodBody("run", RUN, PUBLIC, this::run);
    }

    private MethodTypeDesc type(Block block) {
        return NestWriter.type(block.axis().isPresent());
    }

    // Local variables of run: this 0, memory 1, steps 3, row 4, rowStep 6, tile 8, in 10, out 12, stateStep 14, first 16,
    // second 18.
    private void run(CodeBuilder code) {
        Label end = code.newLabel();
        Label next = code.newLabel();
        int turn = code.allocateLocal(TypeKind.LONG);
        code.labelBinding(next).iload(3).ifle(end);
        Optional<Nest.Guard> open = Optional.empty();
        Label after = code.newLabel();
        int number = portion.first();
        for (Block block : portion.blocks()) {
            Optional<Nest.Guard> guard = block.nests().getFirst().key().guard();
            if (!guard.equals(open)) {
                code.labelBinding(after);
                after = code.newLabel();
                open = guard;
                Label skip = after;
                guard.ifPresent(condition -> test(code, condition, skip));
            }
            call(code, block, number);
            number += block.nests().size();
        }
        code.labelBinding(after);
        code.lload(4).lload(6).ladd().lstore(4);
        Label turns = code.newLabel();
        Label states = code.newLabel();
        code.lload(14).lconst_0().lcmp().ifeq(turns)
                .lload(10).lload(14).ladd().lstore(10).lload(12).lload(14).ladd().lstore(12).goto_(states)
                .labelBinding(turns).lload(10).lstore(turn).lload(12).lstore(10).lload(turn).lstore(12)
                .labelBinding(states).lload(16).lstore(turn).lload(18).lstore(16).lload(turn).lstore(18)
                .iinc(3, -1).goto_(next)
                .labelBinding(end).return_();
    }

    private void call(CodeBuilder code, Block block, int number) {
        if (block.axis().isEmpty()) {
            call(code, block, number, OptionalInt.empty());
            return;
        }
        int index = code.allocateLocal(TypeKind.INT);
        Label start = code.newLabel();
        code.iconst_0().istore(index).labelBinding(start);
        call(code, block, number, OptionalInt.of(index));
        code.iinc(index, 1).iload(index).loadConstant(block.axis().get().size()).if_icmplt(start);
    }

    private void call(CodeBuilder code, Block block, int number, OptionalInt index) {
        for (int i = 0; i < block.nests().size(); i++) {
            code.lload(1).lload(4).lload(4).lload(8).ladd().lload(10).lload(12).lload(16).lload(18);
            index.ifPresent(code::iload);
            code.invokestatic(OWNER, PlanPart.nestName(number + i), type(block));
        }
    }

    private void test(CodeBuilder code, Nest.Guard guard, Label skip) {
        ArrayLayout condition = guard.condition();
        code.lload(condition.base().isData() ? 4 : 1).loadConstant((long) condition.offset() * real.bytes()).ladd();
        new ScalarCode(code, real).load();
        real.push(code, 0);
        switch (real) {
            case F64 -> code.dcmpl();
            case F32 -> code.fcmpl();
        }
        if (guard.branch()) {
            code.ifeq(skip);
        } else {
            code.ifne(skip);
        }
    }
}

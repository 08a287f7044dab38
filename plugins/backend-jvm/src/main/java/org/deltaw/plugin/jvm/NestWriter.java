package org.deltaw.plugin.jvm;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deltaw.expr.Axis;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;
import org.deltaw.lowering.layout.ArrayLayout;
import org.deltaw.lowering.layout.Broadcasts;
import org.deltaw.lowering.layout.Lanes;
import org.deltaw.lowering.nest.Nest;
import org.deltaw.lowering.plan.Loops;
import org.deltaw.lowering.plan.Plan;

/** Writes the bytecode of one loop nest. */
final class NestWriter {
    private static final int INDEX = 14;
    private final CodeBuilder code;
    private final Nest nest;
    private final Optional<Axis> outside;
    private final Plan plan;
    private final Real real;
    private final Lanes lanes;
    private final ClassDesc owner;
    private final Loops loops;
    private final boolean vector;
    private final Arithmetic scalars;
    private final Arithmetic math;
    private final Map<Axis, Integer> indices = new HashMap<>();
    private final Map<Nest.Reduction, Integer> totals = new IdentityHashMap<>();
    private Map<Expr, Integer> values = new IdentityHashMap<>();
    private boolean tail;

    NestWriter(CodeBuilder code, Nest nest, Optional<Axis> outside, Plan plan, Real real, Lanes lanes, ClassDesc owner) {
        this.code = code;
        this.nest = nest;
        this.outside = outside;
        this.plan = plan;
        this.real = real;
        this.lanes = lanes;
        this.owner = owner;
        this.loops = plan.loops(nest, outside);
        this.vector = lanes.count() > 1 && lanes.along(nest.key().axes().toList());
        this.scalars = new ScalarCode(code, real);
        this.math = vector ? new VectorCode(code, real, lanes.count(), plan.scratch().offset()) : scalars;
    }

    /** Returns the type of a nest's method: where memory and its rows start, and the index along an axis if its caller goes along it. */
    static MethodTypeDesc type(boolean indexed) {
        MethodTypeDesc type = MethodTypeDesc.of(
                CD_void, CD_long, CD_long, CD_long, CD_long, CD_long, CD_long, CD_long);
        return indexed ? type.insertParameterTypes(type.parameterCount(), CD_int) : type;
    }

    void write() {
        for (int start = 0; start < INDEX; start += 2) {
            Segments.bound(code, start);
        }
        outside.ifPresent(axis -> bound(axis, INDEX));
        nest.reductions().stream().filter(reduction -> !inRegister(reduction)).forEach(reduction ->
                reduction.targets().stream().filter(target -> !target.accumulate())
                        .forEach(target -> fill(target.place(), reduction.neutral())));
        loop(0);
        code.return_();
    }

    private boolean inRegister(Nest.Reduction reduction) {
        return loops.register().filter(reduction.axis()::equals).isPresent();
    }

    private void fill(ArrayLayout place, double value) {
        start(place);
        code.loadConstant(place.size());
        real.push(code, value);
        code.invokestatic(Segments.OWNER, "fill", MethodTypeDesc.of(CD_void, CD_long, CD_int, real.type()));
    }

    /** Recurses once for each axis. */
    private void loop(int depth) {
        Map<Expr, Integer> outside = new IdentityHashMap<>(values);
        loadOperands(depth);
        if (depth == loops.order().size()) {
            body();
        } else {
            boolean innermost = depth == loops.order().size() - 1;
            if (innermost) {
                nest.reductions().stream().filter(this::inRegister).forEach(this::startTotal);
            }
            iterate(loops.order().get(depth), depth);
            if (innermost) {
                nest.reductions().stream().filter(this::inRegister).forEach(this::finishTotal);
            }
        }
        values = outside;
    }

    private void iterate(Axis axis, int depth) {
        boolean lane = lanes.along(List.of(axis));
        int step = lane && vector ? lanes.count() : 1;
        int size = lane ? lanes.width() : axis.size();
        boolean splitTail = lane && vector && lanes.tiles() == 1 && axis.size() % step != 0 && inRegisterAlong(axis);
        if (lane && (lanes.tiles() == 1 && (splitTail || step == 1))) {
            size = axis.size() / step * step;
        }
        int index = code.allocateLocal(TypeKind.INT);
        code.iconst_0().istore(index);
        if (size > 0) {
            Label start = code.newLabel();
            code.labelBinding(start);
            bound(axis, index);
            loop(depth + 1);
            code.iinc(index, step).iload(index).loadConstant(size).if_icmplt(start);
        }
        if (splitTail) {
            bound(axis, index);
            tail = true;
            loop(depth + 1);
            tail = false;
        }
        indices.remove(axis);
    }

    private void bound(Axis axis, int index) {
        int limit = lanes.along(List.of(axis)) ? lanes.width() : axis.size();
        indices.put(axis, Segments.bound(code, index, limit));
    }

    private boolean inRegisterAlong(Axis axis) {
        return loops.register().filter(axis::equals).isPresent();
    }

    private void loadOperands(int depth) {
        List<Expr> operands = new ArrayList<>();
        nest.computed().forEach(node -> operands.addAll(node.arguments()));
        nest.reductions().forEach(reduction -> operands.add(reduction.value()));
        nest.stores().forEach(store -> operands.add(store.value()));
        for (Expr operand : operands) {
            Expr core = Broadcasts.inner(operand);
            if (!nest.computed().contains(core) && !values.containsKey(core) && depthOf(core) == depth) {
                values.put(core, load(core));
            }
        }
    }

    /** Returns how many loops must have begun before a value that lies in memory can be loaded. */
    private int depthOf(Expr core) {
        int depth = 0;
        for (int i = 0; i < loops.order().size(); i++) {
            if (core.axes().contains(loops.order().get(i))) {
                depth = i + 1;
            }
        }
        return depth;
    }

    private int load(Expr core) {
        boolean alongLanes = vector && lanes.along(core.axes().toList());
        if (core.op() instanceof Op.Constant(double value)) {
            real.push(code, value);
        } else {
            address(plan.placeOf(core));
            (alongLanes ? math : scalars).load();
        }
        if (!alongLanes) {
            math.repeat();
        }
        return keep();
    }

    /** Pushes the address of a place for the present loop indices. */
    private void address(ArrayLayout place) {
        start(place);
        for (int i = 0; i < place.axes().size(); i++) {
            Axis axis = place.axes().get(i);
            code.lload(Objects.requireNonNull(indices.get(axis)))
                    .loadConstant((long) place.strides().get(i) * real.bytes()).lmul().ladd();
        }
    }

    private void start(ArrayLayout place) {
        int row = switch (place.base()) {
            case FIXED -> Arithmetic.MEMORY;
            case DATA -> 2;
            case TILE -> 4;
            case IN -> 6;
            case OUT -> 8;
            case FIRST -> 10;
            case SECOND -> 12;
        };
        code.lload(row).loadConstant((long) place.offset() * real.bytes()).ladd();
    }

    private void body() {
        for (Expr node : nest.computed()) {
            values.put(node, compute(node));
        }
        for (Nest.Store store : nest.stores()) {
            write(Objects.requireNonNull(values.get(Broadcasts.inner(store.value()))), store);
        }
        for (Nest.Reduction reduction : nest.reductions()) {
            int value = Objects.requireNonNull(values.get(Broadcasts.inner(reduction.value())));
            if (inRegister(reduction)) {
                combine(reduction.function(), value, Objects.requireNonNull(totals.get(reduction)));
            } else {
                reduction.targets().forEach(target -> combine(reduction.function(), value, math, target.place()));
            }
        }
    }

    private void write(int value, Nest.Store store) {
        write(value, math, store);
    }

    private void write(int value, Arithmetic arithmetic, Nest.Store store) {
        if (store.accumulate()) {
            combine(BinaryFunction.ADD, value, arithmetic, store.place());
        } else {
            code.loadLocal(arithmetic.kind(), value);
            address(store.place());
            arithmetic.store();
        }
    }

    private void combine(BinaryFunction function, int value, Arithmetic arithmetic, ArrayLayout place) {
        address(place);
        arithmetic.load();
        code.loadLocal(arithmetic.kind(), value);
        arithmetic.binary(function);
        address(place);
        arithmetic.store();
    }

    private void combine(BinaryFunction function, int value, int total) {
        push(total);
        push(value);
        if (tail && math instanceof VectorCode vectors) {
            code.getstatic(owner, VectorCode.TAIL, VectorCode.MASK);
            if (function == BinaryFunction.MAXIMUM) {
                vectors.maximumMasked();
            } else {
                vectors.plusMasked();
            }
        } else {
            math.binary(function);
        }
        code.storeLocal(math.kind(), total);
    }

    private void startTotal(Nest.Reduction reduction) {
        real.push(code, reduction.neutral());
        math.repeat();
        totals.put(reduction, keep());
    }

    private void finishTotal(Nest.Reduction reduction) {
        int total = Objects.requireNonNull(totals.remove(reduction));
        if (!vector || !lanes.along(List.of(reduction.axis()))) {
            reduction.targets().forEach(target -> write(total, math, target));
            return;
        }
        push(total);
        math.total(reduction.function());
        int sum = code.allocateLocal(real.kind());
        code.storeLocal(real.kind(), sum);
        reduction.targets().forEach(target -> write(sum, scalars, target));
    }

    private int compute(Expr node) {
        if (node.op() instanceof Op.Binary(BinaryFunction function) && function == BinaryFunction.ADD
                && !fused(node).isEmpty()) {
            fused(node).forEach(operand -> push(Objects.requireNonNull(values.get(Broadcasts.inner(operand)))));
            math.timesPlus();
            return keep();
        }
        for (int i = 0; i < node.arguments().size(); i++) {
            push(Objects.requireNonNull(values.get(Broadcasts.inner(node.argument(i)))));
        }
        switch (node.op()) {
            case Op.Unary(var function) -> math.unary(function);
            case Op.Binary(var function) -> math.binary(function);
            case Op.LeakyRelu(double slope) -> math.leakyRelu(slope);
            case Op.Power(int exponent) -> power(exponent);
            case Op.Where _ -> math.where();
            case Op.Constant _, Op.Input _, Op.Indicator _, Op.Sum _, Op.Maximum _, Op.Rename _, Op.Broadcast _ ->
                throw new IllegalStateException("'" + node.op().word() + "' is not computed number by number.");
        }
        return keep();
    }

    /** Finds a product among the arguments of a sum that can be multiplied and added in one instruction. */
    private List<Expr> fused(Expr node) {
        for (int i = 0; i < 2; i++) {
            Expr product = Broadcasts.inner(node.argument(i));
            if (product.op() instanceof Op.Binary(BinaryFunction function) && function == BinaryFunction.MULTIPLY
                    && nest.computed().contains(product)) {
                return List.of(product.argument(0), product.argument(1), node.argument(1 - i));
            }
        }
        return List.of();
    }

    /** Multiplies by squaring: the digits of the exponent, the highest first. */
    private void power(int exponent) {
        int base = keep();
        push(base);
        for (int digit = Integer.highestOneBit(exponent) >> 1; digit > 0; digit >>= 1) {
            int root = keep();
            push(root);
            push(root);
            math.binary(BinaryFunction.MULTIPLY);
            if ((exponent & digit) != 0) {
                push(base);
                math.binary(BinaryFunction.MULTIPLY);
            }
        }
    }

    private int keep() {
        int local = code.allocateLocal(math.kind());
        code.storeLocal(math.kind(), local);
        return local;
    }

    private void push(int local) {
        code.loadLocal(math.kind(), local);
    }
}

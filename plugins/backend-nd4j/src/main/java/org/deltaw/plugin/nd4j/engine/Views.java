package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deltaw.expr.Axis;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Shows stored values as the arrays that an operation takes: all of one rank, with size 1 along axes where they are repeated.
 *
 * @param rows how many trajectories there are
 * @param steps how many steps a chunk has
 * @param step the step at which values are seen that are computed step after step
 */
record Views(Workspace workspace, Plan plan, int rows, int steps, int step) {
    /** Some axes as one, which they may be for all arrays of an operation. */
    private record Group(int size, long[] strides) {}

    private static final long ABSENT = -1;

    /** Returns arrays that combine elementwise, the target last. */
    List<INDArray> elementwise(List<Operand> sources, Operand target) {
        List<Operand> all = new ArrayList<>(sources);
        all.add(target);
        List<Group> groups = groups(all, target);
        List<INDArray> arrays = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            arrays.add(array(all.get(i), groups, i));
        }
        return arrays;
    }

    private INDArray array(Operand operand, List<Group> groups, int index) {
        int rank = Math.max(1, groups.size());
        long[] shape = new long[rank];
        long[] strides = new long[rank];
        long inner = 1;
        for (int i = rank - 1; i >= 0; i--) {
            boolean present = i < groups.size() && groups.get(i).strides()[index] != ABSENT;
            shape[i] = present ? groups.get(i).size() : 1;
            strides[i] = present ? groups.get(i).strides()[index] : inner;
            inner = shape[i] * strides[i];
        }
        return workspace.view(buffer(operand), shape, strides, offset(operand));
    }

    /** Lists the axes of an operation, outermost first; neighbours that lie evenly in all arrays become one. */
    private List<Group> groups(List<Operand> operands, Operand target) {
        List<Group> groups = new ArrayList<>();
        add(groups, leadingSteps(target), operands.stream().mapToLong(each ->
                each.level() == Level.STEP ? (long) rows * each.storage().entries() : ABSENT).toArray());
        add(groups, leadingRows(target), operands.stream().mapToLong(each ->
                each.level() == Level.FIXED ? ABSENT : each.storage().entries()).toArray());
        for (Axis axis : target.order()) {
            add(groups, axis.size(), operands.stream().mapToLong(each -> stride(each, axis)).toArray());
        }
        return groups;
    }

    private static void add(List<Group> groups, int size, long[] strides) {
        if (size == 1) {
            return;
        }
        if (!groups.isEmpty() && isEven(groups.getLast().strides(), size, strides)) {
            groups.set(groups.size() - 1, new Group(groups.getLast().size() * size, strides));
        } else {
            groups.add(new Group(size, strides));
        }
    }

    private static boolean isEven(long[] outer, int size, long[] inner) {
        for (int i = 0; i < outer.length; i++) {
            boolean even = inner[i] == ABSENT ? outer[i] == ABSENT : outer[i] == inner[i] * size;
            if (!even) {
                return false;
            }
        }
        return true;
    }

    private static long stride(Operand operand, Axis axis) {
        int position = operand.order().indexOf(axis);
        if (position < 0) {
            return ABSENT;
        }
        long stride = 1;
        for (Axis inner : operand.order().subList(position + 1, operand.order().size())) {
            stride *= inner.size();
        }
        return stride;
    }

    /** Returns a source whose kept and summed axes take turns, which are summed, and the target of the sum. */
    Reduction reduction(Operand source, Set<Axis> over, Operand target) {
        List<Long> shape = new ArrayList<>(List.of((long) leadingSteps(source) * leadingRows(source)));
        List<Long> summed = new ArrayList<>();
        boolean inSum = false;
        for (Axis axis : source.order()) {
            boolean sums = over.contains(axis);
            if (sums == inSum) {
                shape.set(shape.size() - 1, shape.getLast() * axis.size());
            } else {
                shape.add((long) axis.size());
            }
            if (sums && !inSum) {
                summed.add((long) shape.size() - 1);
            }
            inSum = sums;
        }
        List<Long> kept = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            if (!summed.contains((long) i)) {
                kept.add(shape.get(i));
            }
        }
        return new Reduction(dense(source, longs(shape)), dense(target, longs(kept)), longs(summed));
    }

    /**
     * The arrays of a sum.
     *
     * @param axes of the source, over which to sum
     */
    record Reduction(INDArray source, INDArray target, long[] axes) {}

    /** Returns one matrix for each step and trajectory of a product. */
    INDArray matrices(Operand operand, int rowsOfMatrix, int columns, Operand product) {
        return dense(operand, (long) leadingSteps(product) * leadingRows(product), rowsOfMatrix, columns);
    }

    private INDArray dense(Operand operand, long... shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        return workspace.view(buffer(operand), shape, strides, offset(operand));
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private int leadingSteps(Operand operand) {
        return operand.level() == Level.STEP ? steps : 1;
    }

    private int leadingRows(Operand operand) {
        return operand.level() == Level.FIXED ? 1 : rows;
    }

    private INDArray buffer(Operand operand) {
        return workspace.buffer(plan, operand.storage());
    }

    private long offset(Operand operand) {
        long width = (long) rows * operand.storage().entries();
        return switch (operand.storage()) {
            case Storage.Carried(var _, int shift, Level level) -> width * (level == Level.LOOP ? step + shift : shift);
            case Storage.Given _, Storage.Temporary _, Storage.Constant _, Storage.Unit _ ->
                    width * (operand.level() == Level.STEP ? step : 0);
        };
    }
}

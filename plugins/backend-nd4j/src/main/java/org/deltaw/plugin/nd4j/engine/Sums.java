package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.UnaryFunction;

/** Writes sums and maxima over axes: a sum of products becomes a matrix product where that is the faster way. */
final class Sums {
    /**
     * From so many multiplications per trajectory on ND4J's matrix product is faster than multiplying and
     * summing: it costs about 0.9 us for each trajectory, the other about 2.4 ns for each multiplication.
     */
    private static final int LEAST_PRODUCT = 512;

    private final InstructionWriter emission;

    Sums(InstructionWriter emission) {
        this.emission = emission;
    }

    /** Sums over axes; a value that lacks one is multiplied by its size. */
    Operand sum(Operand source, Set<Axis> over) {
        Operand scaled = source;
        List<Axis> left = new ArrayList<>(source.order());
        for (Axis axis : over) {
            if (!left.remove(axis)) {
                scaled = emission.apply(InstructionWriter.MULTIPLY, scaled, Operand.constant(axis.size()));
            }
        }
        Set<Axis> present = Set.copyOf(over.stream().filter(source.order()::contains).toList());
        return present.isEmpty() ? scaled : reduce("reduce_sum", scaled, present);
    }

    /**
     * Takes the greatest value along an axis. ND4J's own may pass over what is not a number; the sum of their
     * hyperbolic tangents does not, and being finite else, it changes nothing when it is multiplied by 0.
     */
    Operand maximum(Operand source, Axis axis) {
        if (!source.order().contains(axis)) {
            return source;
        }
        Operand bounded = emission.apply(UnaryFunction.TANH.word(), source);
        Operand none = emission.apply(InstructionWriter.MULTIPLY, reduce("reduce_sum", bounded, Set.of(axis)), Operand.constant(0));
        return emission.apply(InstructionWriter.ADD, reduce("reduce_max", source, Set.of(axis)), none);
    }

    private Operand reduce(String operation, Operand source, Set<Axis> over) {
        List<Axis> left = source.order().stream().filter(axis -> !over.contains(axis)).toList();
        return emission.write(new Instruction.Reduce(operation, source, over, Operand.temporary(source.level(), left)));
    }

    /** Sums the products of two values over axes. */
    Operand sumOfProducts(Operand left, Operand right, Set<Axis> over) {
        Optional<Operand> product = product(left, right, over);
        return product.isPresent() ? product.get() : sum(emission.apply(InstructionWriter.MULTIPLY, left, right), over);
    }

    private Optional<Operand> product(Operand left, Operand right, Set<Axis> over) {
        List<Axis> rows = without(left, over);
        List<Axis> columns = without(right, over);
        List<Axis> summed = left.order().stream().filter(over::contains).toList();
        boolean matrices = summed.size() == over.size()
                && summed.equals(right.order().stream().filter(over::contains).toList())
                && Collections.disjoint(rows, columns)
                && isMatrix(left, rows, summed) && isMatrix(right, summed, columns);
        long multiplications = (long) size(rows) * size(summed) * size(columns);
        if (!matrices || multiplications < LEAST_PRODUCT || (rows.isEmpty() && columns.isEmpty())) {
            return Optional.empty();
        }
        Level level = left.level().with(right.level());
        List<Axis> order = new ArrayList<>(rows);
        order.addAll(columns);
        return Optional.of(emission.write(new Instruction.Product(
                matrix(emission.repeated(left, level), rows, summed), matrix(emission.repeated(right, level), summed, columns),
                Operand.temporary(level, order))));
    }

    private static Instruction.Matrix matrix(Operand operand, List<Axis> rows, List<Axis> columns) {
        return operand.order().equals(joined(rows, columns))
                ? new Instruction.Matrix(operand, size(rows), size(columns), false)
                : new Instruction.Matrix(operand, size(columns), size(rows), true);
    }

    private static boolean isMatrix(Operand operand, List<Axis> rows, List<Axis> columns) {
        return operand.order().equals(joined(rows, columns)) || operand.order().equals(joined(columns, rows));
    }

    private static List<Axis> joined(List<Axis> first, List<Axis> second) {
        List<Axis> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }

    private static List<Axis> without(Operand operand, Set<Axis> over) {
        return operand.order().stream().filter(axis -> !over.contains(axis)).toList();
    }

    private static int size(List<Axis> axes) {
        return Axes.of(axes).entries();
    }
}

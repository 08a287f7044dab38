package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Prepares instructions for execution on arrays of a workspace. */
final class Binder {
    private final Memory memory;
    private final Views views;
    private final Agreement agreement;

    /** Tells what trajectories have in common. */
    interface Agreement {
        /** Tells whether a gate is open, or closed, for at least one trajectory. */
        boolean some(Guard guard, int step);
    }

    /**
     * Prepares for one step, or for all of a chunk at once.
     *
     * @param agreement on gates in the step; for all steps at once there is none
     */
    Binder(Memory memory, Views views, Agreement agreement) {
        this.memory = memory;
        this.views = views;
        this.agreement = agreement;
    }

    Call call(Scheduled scheduled) {
        Call call = call(scheduled.instruction());
        if (scheduled.guard().isEmpty()) {
            return call;
        }
        Guard guard = scheduled.guard().get();
        return () -> {
            if (agreement.some(guard, views.step())) {
                call.run();
            }
        };
    }

    private Call call(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Apply(String operation, var sources, Operand target) -> elementwise(operation, sources, target);
            case Instruction.Transform(var function, Operand source, Operand target) -> {
                List<INDArray> arrays = views.elementwise(List.of(source), target);
                yield memory.transform(function, arrays.getFirst(), arrays.getLast());
            }
            case Instruction.Compare(Operand left, Operand right, Operand target) -> {
                List<INDArray> arrays = views.elementwise(List.of(left, right), target);
                yield memory.compare(arrays.get(0), arrays.get(1), arrays.get(2));
            }
            case Instruction.Reduce(String operation, Operand source, var over, Operand target) -> {
                Views.Reduction arrays = views.reduction(source, over, target);
                yield memory.apply(operation, List.of(arrays.source()), arrays.target(), arrays.axes());
            }
            case Instruction.Product product -> product(product);
            case Instruction.Choose choose -> choose(choose);
        };
    }

    private Call elementwise(String operation, List<Operand> sources, Operand target) {
        List<INDArray> arrays = views.elementwise(sources, target);
        List<INDArray> read = new ArrayList<>(arrays.subList(0, sources.size()));
        if (operation.equals(InstructionWriter.COPY)) {
            // ND4J's copy takes its shape from a first argument.
            read.addFirst(arrays.getLast());
        }
        return memory.apply(operation, read, arrays.getLast());
    }

    private Call product(Instruction.Product product) {
        Operand target = product.target();
        int rows = product.left().transposed() ? product.left().columns() : product.left().rows();
        int columns = product.right().transposed() ? product.right().rows() : product.right().columns();
        return memory.apply("matmul", List.of(matrices(product.left(), target), matrices(product.right(), target)),
                views.matrices(target, rows, columns, target),
                product.left().transposed() ? 1 : 0, product.right().transposed() ? 1 : 0);
    }

    private INDArray matrices(Instruction.Matrix matrix, Operand target) {
        return views.matrices(matrix.operand(), matrix.rows(), matrix.columns(), target);
    }

    private Call choose(Instruction.Choose choose) {
        Operand target = choose.target();
        Call then = copy(choose.then(), target);
        Call otherwise = copy(choose.otherwise(), target);
        Call mixed = mixed(choose);
        if (choose.gate().isEmpty() || target.level() != Level.LOOP) {
            return mixed;
        }
        Guard open = new Guard(choose.gate().get(), true);
        Guard closed = new Guard(choose.gate().get(), false);
        return () -> {
            if (!agreement.some(closed, views.step())) {
                then.run();
            } else if (!agreement.some(open, views.step())) {
                otherwise.run();
            } else {
                mixed.run();
            }
        };
    }

    private Call copy(Operand source, Operand target) {
        return elementwise(InstructionWriter.COPY, List.of(source), target);
    }

    private Call mixed(Instruction.Choose choose) {
        List<Call> calls = new ArrayList<>(masked(choose.then(), choose.ceiling(), choose.target()));
        calls.addAll(masked(choose.otherwise(), choose.floor(), choose.scratch()));
        calls.add(elementwise(InstructionWriter.MAXIMUM, List.of(choose.target(), choose.scratch()), choose.target()));
        // What was chosen and is no number has become an infinity, which must not pass for a large number: less itself it is none.
        calls.add(elementwise(InstructionWriter.SUBTRACT, List.of(choose.target(), choose.target()), choose.scratch()));
        calls.add(elementwise(InstructionWriter.SUBTRACT, List.of(choose.target(), choose.scratch()), choose.target()));
        return () -> calls.forEach(Call::run);
    }

    /** The smaller of two values is the second if the first is not a number: so the mask comes second. */
    private List<Call> masked(Operand values, Operand mask, Operand target) {
        boolean complete = values.axes().union(mask.axes()).equals(target.axes())
                && values.level().with(mask.level()) == target.level();
        return complete
                ? List.of(elementwise(InstructionWriter.MINIMUM, List.of(values, mask), target))
                : List.of(copy(values, target), elementwise(InstructionWriter.MINIMUM, List.of(target, mask), target));
    }
}

package org.deltaw.plugin.nd4j.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.UnaryFunction;

/** One thing that ND4J is asked to do. */
sealed interface Instruction {
    /** Returns what is written. */
    Operand target();

    /** Lists what is read. */
    List<Operand> sources();

    /** An operation of ND4J on entries, by its name; sources are repeated along axes that they lack. */
    record Apply(String operation, List<Operand> sources, Operand target) implements Instruction {}

    /** A function of one argument that ND4J does not offer as an operation with a name. */
    record Transform(UnaryFunction function, Operand source, Operand target) implements Instruction {
        @Override
        public List<Operand> sources() {
            return List.of(source);
        }
    }

    /** 1 where the first exceeds the second, else 0. */
    record Compare(Operand left, Operand right, Operand target) implements Instruction {
        @Override
        public List<Operand> sources() {
            return List.of(left, right);
        }
    }

    /** Makes one value of those along some axes of the source, by an operation of ND4J. */
    record Reduce(String operation, Operand source, Set<Axis> over, Operand target) implements Instruction {
        @Override
        public List<Operand> sources() {
            return List.of(source);
        }
    }

    /** A matrix product for each step and trajectory: rows by columns, with the summed entries between them. */
    record Product(Matrix left, Matrix right, Operand target) implements Instruction {
        @Override
        public List<Operand> sources() {
            return List.of(left.operand(), right.operand());
        }
    }

    /**
     * Values that lie as a matrix.
     *
     * @param transposed whether rows and columns change places in the product
     */
    record Matrix(Operand operand, int rows, int columns, boolean transposed) {}

    /**
     * Takes what a condition chooses.
     *
     * @param ceiling infinity where {@code then} is chosen, elsewhere minus infinity
     * @param floor the opposite
     * @param scratch room for what is chosen of {@code otherwise}
     * @param gate if the condition is a gate: spares the choice where all trajectories agree
     */
    record Choose(
            Operand then, Operand otherwise, Operand ceiling, Operand floor, Operand target, Operand scratch,
            Optional<Symbol> gate)
            implements Instruction {
        @Override
        public List<Operand> sources() {
            return List.of(then, otherwise, ceiling, floor);
        }
    }
}

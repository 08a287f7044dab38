package org.deltaw.plugin.jvm;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.expr.DirectionalStep;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.TangentStep;
import org.deltaw.spi.Program;

/**
 * The derivatives along all parameters that are run along with a program, and the Gauss-Newton matrix that
 * they give.
 *
 * @param tangents of the states before the step
 * @param next the same after the step
 * @param parts of the matrix
 */
record Directions(List<Symbol> tangents, List<Expr> next, List<Part> parts) {
    /**
     * How many parameters may have expressions of their own. Half the square of that many sums make the matrix,
     * and with 81 parameters they, not the tangents, take the time.
     */
    private static final int MOST_UNROLLED = 32;

    /**
     * A part of the matrix.
     *
     * @param wish what is added up over the steps
     * @param row of the first entry
     * @param column of the first entry
     */
    record Part(Wish wish, int row, int column) {
        boolean isWhole() {
            return !wish.symbol().axes().isEmpty();
        }
    }

    Directions {
        tangents = List.copyOf(tangents);
        next = List.copyOf(next);
        parts = List.copyOf(parts);
    }

    /** Tells whether each parameter can have expressions of its own: they are numbers, and few. */
    static boolean canUnroll(Program program) {
        return program.parameters().size() <= MOST_UNROLLED && DirectionalStep.suits(program.parameters());
    }

    /** The directions are an axis. */
    static Directions alongAxis(Program program) {
        TangentStep tangent = program.tangent().orElseThrow();
        Symbol matrix = Symbol.of(Symbol.Kind.OUTPUT, "curvature", tangent.direction(), tangent.transposed());
        return new Directions(tangent.tangents(), tangent.nextTangents(),
                List.of(new Part(new Wish(matrix, tangent.curvature()), 0, 0)));
    }

    /** Each direction has expressions of its own. */
    static Directions unrolled(Program program) {
        DirectionalStep step = DirectionalStep.of(program.step(), program.parameters());
        List<Part> parts = new ArrayList<>();
        for (int row = 0; row < step.curvature().size(); row++) {
            List<Expr> entries = step.curvature().get(row);
            for (int i = 0; i < entries.size(); i++) {
                int column = row + i;
                Symbol entry = Symbol.of(Symbol.Kind.OUTPUT, "curvature " + row + " " + column);
                parts.add(new Part(new Wish(entry, entries.get(i)), row, column));
            }
        }
        return new Directions(flat(step.tangents()), flat(step.next()), parts);
    }

    private static <T> List<T> flat(List<List<T>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }

    /** Lists what is added up over the steps. */
    List<Wish> wishes() {
        return parts.stream().map(Part::wish).toList();
    }
}

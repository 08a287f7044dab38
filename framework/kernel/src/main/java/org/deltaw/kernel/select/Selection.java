package org.deltaw.kernel.select;

import java.util.List;
import java.util.stream.Stream;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.spi.Warning;

/**
 * Which terms of a rule data support, and how that was found.
 *
 * @param candidates names of the coefficients that were to be chosen from, as {@link Problem#names} gives them
 * @param path from the penalty at which all candidates are 0 to the least
 * @param chosen the point of the path that was taken
 * @param eliminations the terms that were then taken away, in their order
 * @param selected names of the candidates that are left
 * @param refit the fit without penalties, in which all other candidates are fixed at 0
 */
public record Selection(
        List<String> candidates, List<Point> path, int chosen, List<Elimination> eliminations, List<String> selected,
        Fit refit) {
    /**
     * A point of the path.
     *
     * @param lambda the L1 penalty λ: the weight of every candidate's absolute value
     * @param coefficients of the candidates, fitted to all data with this λ; of one that is fitted for each subject or
     *     session the mean over these
     * @param selected names of those that are not 0
     * @param heldOut what the terms that each fold's own path has at this λ, fitted anew without a penalty, cost on it
     * @param warnings of fits that have not come to a minimum
     */
    public record Point(double lambda, List<Double> coefficients, List<String> selected, HeldOutLoss heldOut, List<Warning> warnings) {
        public Point {
            warnings = List.copyOf(warnings);
            coefficients = List.copyOf(coefficients);
            selected = List.copyOf(selected);
        }
    }

    /**
     * A term that was taken away.
     *
     * @param name of its coefficient
     * @param heldOut what the terms left then cost on the folds
     * @param warnings of fits that have not come to a minimum
     */
    public record Elimination(String name, HeldOutLoss heldOut, List<Warning> warnings) {
        public Elimination {
            warnings = List.copyOf(warnings);
        }
    }

    public Selection {
        candidates = List.copyOf(candidates);
        path = List.copyOf(path);
        eliminations = List.copyOf(eliminations);
        selected = List.copyOf(selected);
    }

    /** Lists the warnings of all steps, in their order. */
    public List<Warning> warnings() {
        return Stream.concat(path.stream().flatMap(point -> point.warnings().stream()),
                eliminations.stream().flatMap(term -> term.warnings().stream())).toList();
    }
}

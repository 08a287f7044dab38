package org.deltaw.kernel.sampling;

import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.hamiltonian.Transition;

/**
 * Draws in their order. Arrays are not to be changed.
 *
 * @param values of each draw what it says of parameters
 * @param logPosterior of each draw, up to the evidence
 * @param logLikelihood of each draw
 * @param way how they came about; empty if they are particles
 */
public record DrawnChain(double[][] values, double[] logPosterior, double[] logLikelihood, Optional<Way> way) {
    /**
     * How a chain's draws came about.
     *
     * @param transitions one for each draw
     * @param stepSize what the warm-up came to
     * @param mostDoublings how often a trajectory may be doubled
     * @param inverseMasses the diagonal of the inverse mass matrix, by coordinates
     */
    public record Way(List<Transition> transitions, double stepSize, int mostDoublings, double[] inverseMasses) {
        public Way {
            transitions = List.copyOf(transitions);
        }
    }

    /** Returns how each draw came about; none of particles. */
    public List<Transition> transitions() {
        return way.map(Way::transitions).orElse(List.of());
    }

    /** Returns what the draws say of one parameter. */
    public double[] column(int parameter) {
        double[] column = new double[values.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = values[i][parameter];
        }
        return column;
    }
}

package org.deltaw.kernel.sampling;

import java.util.List;
import org.deltaw.kernel.hamiltonian.Transition;

/**
 * Draws in their order. Arrays are not to be changed.
 *
 * @param values of each draw what it says of parameters
 * @param logPosterior of each draw, up to the evidence
 * @param logLikelihood of each draw
 * @param transitions how each draw came about; empty if the draws are particles
 */
public record DrawnChain(double[][] values, double[] logPosterior, double[] logLikelihood, List<Transition> transitions) {
    public DrawnChain {
        transitions = List.copyOf(transitions);
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

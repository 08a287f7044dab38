package org.deltaw.kernel.inference;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.kernel.objective.Spectrum;

/**
 * Which directions of the parameters the data determine: those along which the information matrix, scaled to a diagonal
 * of ones, has eigenvalues above a threshold (Belsley, Kuh and Welsch, Regression Diagnostics, 1980, chapter 3; there
 * the roots of the eigenvalues). Immutable.
 */
final class Identifiability {
    /**
     * Smaller eigenvalues, in units of the last digit of the numbers computed with, are rounding: a sum of T products is
     * exact to about the root of T such units, and there may be a million observations.
     */
    private static final double ROUNDING = 1e3;
    /** A parameter takes part in a null direction if more than this share of its unit vector lies in the null space. */
    private static final double SHARE = 1e-6;
    /** Two parameters belong to one group if their entry in the projection on the null space is larger. */
    private static final double LINK = 1e-3;

    private final double[][] projection;
    private final double[] scale;
    private final boolean[] effective;
    private final int rank;
    private boolean indefinite;

    /**
     * Analyses a matrix.
     *
     * @param matrix positive semidefinite, as it is at a minimum
     * @param resolution the relative distance of the numbers that it was computed with
     */
    Identifiability(double[][] matrix, double resolution) {
        int size = matrix.length;
        this.scale = new double[size];
        this.effective = new boolean[size];
        double[][] scaled = new double[size][size];
        for (int i = 0; i < size; i++) {
            effective[i] = matrix[i][i] > 0;
            indefinite |= matrix[i][i] < 0;
            scale[i] = effective[i] ? Math.sqrt(matrix[i][i]) : 1;
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                scaled[i][j] = i == j ? 1 : matrix[i][j] / (scale[i] * scale[j]);
            }
        }
        this.projection = new double[size][size];
        this.rank = size == 0 ? 0 : analyse(scaled, threshold(resolution));
    }

    /** Returns which eigenvalues of a scaled matrix count as 0, for numbers of a relative distance. */
    static double threshold(double resolution) {
        return ROUNDING * resolution;
    }

    private int analyse(double[][] scaled, double threshold) {
        Spectrum spectrum = new Spectrum(scaled);
        int determined = 0;
        for (int k = 0; k < scaled.length; k++) {
            if (spectrum.value(k) > threshold) {
                determined++;
            } else {
                indefinite |= spectrum.value(k) < -threshold;
                double[] vector = spectrum.vector(k);
                for (int i = 0; i < scaled.length; i++) {
                    for (int j = 0; j < scaled.length; j++) {
                        projection[i][j] += vector[i] * vector[j];
                    }
                }
            }
        }
        for (boolean counts : effective) {
            determined -= counts ? 0 : 1;
        }
        return determined;
    }

    /** Tells whether the matrix has a direction in which it is below 0: of second derivatives, none that a minimum has. */
    boolean isIndefinite() {
        return indefinite;
    }

    /** Returns how many independent combinations of the parameters are determined. */
    int rank() {
        return rank;
    }

    /** Tells whether a parameter changes anything at all. */
    boolean hasEffect(int index) {
        return effective[index];
    }

    /** Tells whether a parameter takes part in a combination that is not determined. */
    boolean isConfounded(int index) {
        return projection[index][index] > SHARE;
    }

    /** Lists groups of parameters that are confounded with each other, by their indices. */
    List<List<Integer>> groups() {
        List<List<Integer>> groups = new ArrayList<>();
        boolean[] seen = new boolean[scale.length];
        for (int i = 0; i < scale.length; i++) {
            if (isConfounded(i) && !seen[i]) {
                List<Integer> group = new ArrayList<>();
                collect(i, seen, group);
                groups.add(group.stream().sorted().toList());
            }
        }
        return groups;
    }

    private void collect(int index, boolean[] seen, List<Integer> group) {
        seen[index] = true;
        group.add(index);
        for (int j = 0; j < scale.length; j++) {
            if (!seen[j] && isConfounded(j) && Math.abs(projection[index][j]) > LINK) {
                collect(j, seen, group);
            }
        }
    }

    /** Returns how many combinations of a group are determined. */
    int determined(List<Integer> group) {
        double lost = 0;
        for (int index : group) {
            lost += projection[index][index];
        }
        return group.size() - (int) Math.round(lost);
    }

    /** Returns with which weights two parameters add up to what is determined; the first is 1. */
    double[] combination(int first, int second) {
        // The null direction in units of the parameters; what is determined does not change along it.
        double one = projection[first][first] / scale[first];
        double other = projection[first][second] / scale[second];
        return new double[] {1, -one / other};
    }
}

package org.deltaw.kernel.objective;

import java.util.List;
import org.deltaw.kernel.LikelihoodSettings.Combination;
import org.deltaw.kernel.likelihood.Replicates;
import org.deltaw.spi.backend.Evaluation;

/**
 * What a recording costs, put together from its replicates as {@link Replicates} says, with derivatives by its vector of parameters.
 *
 * @param loss minus the mean log-likelihood of an observation, times the misfit's weight
 * @param gradient of that; empty if not wanted
 * @param matrix the replicates' Gauss-Newton matrices, weighted: never indefinite; empty if not wanted
 * @param scatter what the scatter of the replicates' gradients takes off the matrix of second derivatives; as long as that
 */
record CombinedReplicates(double loss, double[] gradient, double[] matrix, double[] scatter) {
    /**
     * Puts replicates together.
     *
     * @param nats by what their losses are multiplied to be log-likelihoods, with the sign changed
     */
    static CombinedReplicates of(List<Evaluation> replicates, double nats, Combination combination) {
        Replicates together = Replicates.of(
                replicates.stream().mapToDouble(each -> -each.loss() * nats).toArray(), combination);
        double[] gradient = new double[replicates.getFirst().gradient().length];
        double[] matrix = new double[replicates.getFirst().curvature().length];
        for (int i = 0; i < replicates.size(); i++) {
            add(replicates.get(i).gradient(), together.weights()[i], gradient);
            add(replicates.get(i).curvature(), together.weights()[i], matrix);
        }
        double[] scatter = new double[matrix.length];
        if (combination == Combination.MARGINAL && matrix.length > 0 && replicates.size() > 1) {
            addScatter(replicates, together.weights(), nats, gradient, scatter);
        }
        return new CombinedReplicates(-together.logLikelihood() / nats, gradient, matrix, scatter);
    }

    private static void addScatter(List<Evaluation> replicates, double[] weights, double nats, double[] mean, double[] scatter) {
        for (int r = 0; r < weights.length; r++) {
            double[] gradient = replicates.get(r).gradient();
            for (int i = 0; i < mean.length; i++) {
                double one = nats * weights[r] * (gradient[i] - mean[i]);
                for (int j = 0; j < mean.length; j++) {
                    scatter[i * mean.length + j] += one * (gradient[j] - mean[j]);
                }
            }
        }
    }

    /** Returns the matrix of second derivatives, which may be indefinite. */
    double[] curvature() {
        double[] curvature = matrix.clone();
        add(scatter, -1, curvature);
        return curvature;
    }

    /** Adds a multiple of one array to another. */
    static void add(double[] share, double weight, double[] total) {
        for (int i = 0; i < share.length; i++) {
            total[i] += weight * share[i];
        }
    }
}

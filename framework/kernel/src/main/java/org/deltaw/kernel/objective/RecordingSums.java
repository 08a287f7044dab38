package org.deltaw.kernel.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.deltaw.kernel.LikelihoodSettings.Combination;
import org.deltaw.kernel.likelihood.WeightedData;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.Pairs;
import org.deltaw.spi.backend.WeightedSum;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;

/**
 * Adds up what recordings cost, each with its replicates put together by the mean of their likelihoods. A trajectory costs minus the
 * mean log-likelihood of an observation, times the misfit's weight. Immutable.
 */
final class RecordingSums {
    /** What scatter leaves of a matrix, scaled to a diagonal of ones, is used if its Cholesky factor has no smaller pivot. */
    private static final double LEAST = 1e-6;

    private final WeightedData data;
    private final int[] recordingOf;

    RecordingSums(WeightedData data) {
        this.data = data;
        this.recordingOf = new int[data.inputs().size()];
        List<List<Integer>> members = data.recordings().members();
        for (int r = 0; r < members.size(); r++) {
            for (int i : members.get(r)) {
                recordingOf[i] = r;
            }
        }
    }

    /**
     * Adds up for each vector of some pairs, which have all replicates of those recordings that they have.
     *
     * @param evaluations one for each pair
     */
    List<WeightedSum> sums(Pairs pairs, List<Evaluation> evaluations) {
        List<Sum> sums = new ArrayList<>();
        pairs.vectors().forEach(_ -> sums.add(new Sum()));
        List<List<Integer>> groups = new ArrayList<>();
        data.recordings().members().forEach(_ -> groups.add(new ArrayList<>()));
        for (int pair = 0; pair < pairs.size(); pair++) {
            groups.get(recordingOf[pairs.trajectory(pair)]).add(pair);
        }
        for (List<Integer> replicates : groups) {
            if (!replicates.isEmpty()) {
                sums.get(pairs.vectorOf()[replicates.getFirst()]).add(pairs, replicates, evaluations);
            }
        }
        return sums.stream().map(Sum::result).toList();
    }

    /** The sum of one vector. */
    private final class Sum {
        private double loss;
        private double[] gradient = new double[0];
        private double[] matrix = new double[0];
        private double[] scatter = new double[0];
        private OptionalInt diverged = OptionalInt.empty();

        void add(Pairs pairs, List<Integer> replicates, List<Evaluation> all) {
            List<Evaluation> own = replicates.stream().map(all::get).toList();
            CombinedReplicates recording = CombinedReplicates.of(
                    own, data.nats(recordingOf[pairs.trajectory(replicates.getFirst())]), Combination.MARGINAL);
            if (gradient.length == 0) {
                gradient = new double[recording.gradient().length];
                matrix = new double[recording.matrix().length];
                scatter = new double[matrix.length];
            }
            double share = replicates.stream().mapToDouble(pair -> pairs.weights()[pair]).sum();
            loss += share * recording.loss();
            CombinedReplicates.add(recording.gradient(), share, gradient);
            CombinedReplicates.add(recording.matrix(), share, matrix);
            CombinedReplicates.add(recording.scatter(), share, scatter);
            for (int i = 0; i < own.size() && diverged.isEmpty(); i++) {
                diverged = own.get(i).isFinite() ? diverged : OptionalInt.of(replicates.get(i));
            }
        }

        /** Takes the scatter off where a step by what is left still leads downhill. */
        WeightedSum result() {
            double[] less = matrix.clone();
            CombinedReplicates.add(scatter, -1, less);
            boolean usable = matrix.length > 0 && diverged.isEmpty() && isPositiveDefinite(less);
            return new WeightedSum(loss, gradient, usable ? less : matrix, diverged);
        }

        private boolean isPositiveDefinite(double[] symmetric) {
            int size = gradient.length;
            Array2DRowRealMatrix scaled = new Array2DRowRealMatrix(size, size);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    double scale = Math.sqrt(matrix[i * size + i] * matrix[j * size + j]);
                    double mean = (symmetric[i * size + j] + symmetric[j * size + i]) / 2;
                    scaled.setEntry(i, j, scale > 0 ? mean / scale : i == j ? 1 : 0);
                }
            }
            try {
                new CholeskyDecomposition(scaled, LEAST, LEAST);
                return true;
            } catch (MathRuntimeException _) {
                return false;
            }
        }
    }
}

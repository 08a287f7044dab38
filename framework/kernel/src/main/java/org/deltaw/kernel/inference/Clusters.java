package org.deltaw.kernel.inference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.deltaw.kernel.objective.Spectrum;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;

/**
 * Groups of recordings of which nothing is taken for granted but that they are independent of each other: those of a subject, or each
 * recording by itself if there is but one subject. Their scatter gives standard errors that hold whatever depends on whatever within
 * them, and whether or not the model of the noise is right (Liang and Zeger, Biometrika 73, 1986).
 *
 * <p>The correction for their small number is the jackknife: a cluster g is left out, one Newton step leads to the estimate without
 * it, {@code (H - H_g)^-1 s_g} away, and the covariance is the sum of these changes' products (Bell and McCaffrey, Survey Methodology
 * 28, 2002, as CR3; Mancl and DeRouen, Biometrics 57, 2001, who come to the same matrix for generalised linear models). Quantiles are
 * Student's with G - 1 degrees of freedom. Immutable.
 */
final class Clusters {
    /** A cluster that holds more than this share of what is known of a direction cannot be left out. */
    private static final double ALL = 1 - 1e-6;

    private final Uncertainty.Clustering clustering;
    private final List<List<RecordingScore>> groups;

    private Clusters(Uncertainty.Clustering clustering, List<List<RecordingScore>> groups) {
        this.clustering = clustering;
        this.groups = groups;
    }

    /** Groups recordings by subject if there are several, so that the same animal is not taken for two. */
    static Clusters of(Sample sample) {
        List<List<RecordingScore>> subjects = groups(sample, RecordingScore::subject);
        return subjects.size() > 1 ? new Clusters(Uncertainty.Clustering.SUBJECTS, subjects)
                : new Clusters(Uncertainty.Clustering.RECORDINGS, groups(sample, RecordingScore::recording));
    }

    private static List<List<RecordingScore>> groups(Sample sample, Function<RecordingScore, String> key) {
        Map<String, List<RecordingScore>> groups = new LinkedHashMap<>();
        sample.recordings().forEach(each -> groups.computeIfAbsent(key.apply(each), _ -> new ArrayList<>()).add(each));
        return List.copyOf(groups.values());
    }

    int count() {
        return groups.size();
    }

    Uncertainty.Clustering clustering() {
        return clustering;
    }

    /**
     * Returns the covariance of the estimate in coordinates in which the information of all is the identity; empty if a cluster cannot
     * be left out, since what the others say does not determine all that all together do.
     */
    Optional<RealMatrix> jackknife(Whitening whitening) {
        List<RealMatrix> products = new ArrayList<>();
        for (List<RecordingScore> group : groups) {
            Spectrum own = new Spectrum(whitening.derivatives(Sample.sumOfInformation(group, 1)).getData());
            if (own.largest() > ALL) {
                return Optional.empty();
            }
            RealMatrix change = new Array2DRowRealMatrix(change(own, whitening.derivative(Sample.sumOfScores(group))));
            products.add(change.multiplyTransposed(change));
        }
        return products.stream().reduce(RealMatrix::add);
    }

    /** Returns by how much the estimate changes if a cluster is left out, given the cluster's information and score. */
    private static double[] change(Spectrum information, double[] score) {
        RealMatrix vectors = information.vectors();
        double[] along = vectors.preMultiply(score);
        for (int k = 0; k < along.length; k++) {
            along[k] /= 1 - information.value(k);
        }
        return vectors.operate(along);
    }
}

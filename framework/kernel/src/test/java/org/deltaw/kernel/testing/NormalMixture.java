package org.deltaw.kernel.testing;

import java.util.List;
import java.util.stream.IntStream;
import org.deltaw.kernel.particles.Mode;

/**
 * A likelihood that is a sum of round normal densities of their own weights; the prior is standard normal. So the posterior is a mixture of
 * normal distributions, and its evidence a sum.
 */
public final class NormalMixture extends PointwiseDensity {
    private final List<Peak> peaks;

    /** Where the likelihood is high, how wide it is there, and the logarithm of the evidence that it makes. */
    public record Peak(double[] center, double deviation, double logEvidence) {
        private double log(double[] x) {
            // What the weight must be for the evidence: the peak's normal density under the prior is that of its center with 1 + s^2.
            double log = logEvidence;
            double variance = deviation * deviation;
            for (int i = 0; i < x.length; i++) {
                log += center[i] * center[i] / (2 * (1 + variance)) + Math.log((1 + variance) / variance) / 2
                        - (x[i] - center[i]) * (x[i] - center[i]) / (2 * variance);
            }
            return log;
        }

        /** The peak of the posterior. */
        public Mode mode() {
            double variance = deviation * deviation / (1 + deviation * deviation);
            double[][] covariance = new double[center.length][center.length];
            IntStream.range(0, center.length).forEach(i -> covariance[i][i] = variance);
            return new Mode(IntStream.range(0, center.length).mapToDouble(this::mean).toArray(), covariance);
        }

        public double mean(int index) {
            return center[index] / (1 + deviation * deviation);
        }
    }

    public NormalMixture(List<Peak> peaks) {
        super(peaks.getFirst().center().length);
        this.peaks = peaks;
    }

    @Override
    protected double logLikelihood(double[] x) {
        double[] logs = peaks.stream().mapToDouble(peak -> peak.log(x)).toArray();
        double largest = IntStream.range(0, logs.length).mapToDouble(i -> logs[i]).max().orElseThrow();
        return largest + Math.log(IntStream.range(0, logs.length).mapToDouble(i -> Math.exp(logs[i] - largest)).sum());
    }

    @Override
    protected void addLikelihoodSlope(double[] x, double[] slope) {
        double all = logLikelihood(x);
        for (Peak peak : peaks) {
            double share = Math.exp(peak.log(x) - all);
            for (int i = 0; i < x.length; i++) {
                slope[i] -= share * (x[i] - peak.center()[i]) / (peak.deviation() * peak.deviation());
            }
        }
    }
}

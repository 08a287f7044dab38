package org.deltaw.kernel.comparison;

import java.util.Arrays;
import org.hipparchus.special.Gamma;

/**
 * How frequent models are among subjects, each of whom may follow another one: random-effects Bayesian model selection (Stephan, Penny,
 * Daunizeau, Moran and Friston, NeuroImage 46, 2009; Rigoux, Stephan, Friston and Daunizeau, NeuroImage 84, 2014). The frequencies have
 * a Dirichlet prior, uniform over all of them; their posterior is approximated by a Dirichlet distribution, by variational Bayes. The
 * evidences must be those of subjects under priors that are independent between subjects.
 *
 * @param concentrations the parameters of the posterior Dirichlet distribution, one for each model; 1 before any data
 * @param memberships of each subject how probable each model is
 * @param exceedance of each model the probability that it is more frequent than every other, if frequencies differ at all
 * @param omnibusRisk the probability that all models are equally frequent, if that was as probable before as that they differ
 */
public record ModelFrequencies(double[] concentrations, double[][] memberships, double[] exceedance, double omnibusRisk) {
    private static final double PRIOR = 1;
    private static final double TOLERANCE = 1e-10;
    /** Far more than are needed; each brings the free energy nearer to its maximum. */
    private static final int MOST_STEPS = 10_000;

    /**
     * Estimates frequencies.
     *
     * @param logEvidences of each subject those of all models, in nats
     * @throws IllegalArgumentException if there is no subject, fewer than two models, not one number for each, or one that is not finite
     */
    public static ModelFrequencies of(double[][] logEvidences) {
        check(logEvidences);
        double[] concentrations = new double[logEvidences[0].length];
        Arrays.fill(concentrations, PRIOR + (double) logEvidences.length / concentrations.length);
        double[][] memberships = memberships(logEvidences, concentrations);
        double change = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MOST_STEPS && change > TOLERANCE; step++) {
            double[] next = concentrations(memberships);
            change = 0;
            for (int k = 0; k < next.length; k++) {
                change = Math.max(change, Math.abs(next[k] - concentrations[k]));
            }
            concentrations = next;
            memberships = memberships(logEvidences, concentrations);
        }
        double differ = freeEnergy(logEvidences, memberships, concentrations);
        return new ModelFrequencies(concentrations, memberships, new DirichletExceedance(concentrations).probabilities(),
                1 / (1 + Math.exp(differ - equalFrequencies(logEvidences))));
    }

    private static void check(double[][] logEvidences) {
        if (logEvidences.length == 0 || logEvidences[0].length < 2) {
            throw new IllegalArgumentException("Frequencies of models need subjects and at least two models.");
        }
        for (int subject = 0; subject < logEvidences.length; subject++) {
            if (logEvidences[subject].length != logEvidences[0].length
                    || !Arrays.stream(logEvidences[subject]).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("Subject " + (subject + 1) + " has the log evidences "
                        + Arrays.toString(logEvidences[subject]) + "; expected a finite one for each of " + logEvidences[0].length
                        + " models.");
            }
        }
    }

    /** Returns the mean frequency of each model. */
    public double[] means() {
        double sum = Arrays.stream(concentrations).sum();
        return Arrays.stream(concentrations).map(each -> each / sum).toArray();
    }

    /**
     * Returns of each model the probability that it is more frequent than every other, with the chance that all are equally frequent
     * taken into account (Rigoux et al., equation 7). This is what to report.
     */
    public double[] protectedExceedance() {
        return Arrays.stream(exceedance).map(each -> (1 - omnibusRisk) * each + omnibusRisk / exceedance.length).toArray();
    }

    private static double[][] memberships(double[][] logEvidences, double[] concentrations) {
        double[] expected = logFrequencies(concentrations);
        return Arrays.stream(logEvidences).map(subject -> {
            double[] logs = new double[subject.length];
            Arrays.setAll(logs, k -> subject[k] + expected[k]);
            double sum = logSum(logs);
            return Arrays.stream(logs).map(log -> Math.exp(log - sum)).toArray();
        }).toArray(double[][]::new);
    }

    private static double[] concentrations(double[][] memberships) {
        double[] concentrations = new double[memberships[0].length];
        Arrays.setAll(concentrations, k -> PRIOR + Arrays.stream(memberships).mapToDouble(subject -> subject[k]).sum());
        return concentrations;
    }

    /** Returns the expected logarithm of each frequency. */
    private static double[] logFrequencies(double[] concentrations) {
        double all = Gamma.digamma(Arrays.stream(concentrations).sum());
        return Arrays.stream(concentrations).map(each -> Gamma.digamma(each) - all).toArray();
    }

    /** Bounds the log probability of the data from below, if frequencies differ (Rigoux et al., appendix A). */
    private static double freeEnergy(double[][] logEvidences, double[][] memberships, double[] concentrations) {
        double[] expected = logFrequencies(concentrations);
        double energy = Gamma.logGamma(PRIOR * concentrations.length) - Gamma.logGamma(Arrays.stream(concentrations).sum());
        for (int k = 0; k < concentrations.length; k++) {
            energy += Gamma.logGamma(concentrations[k]) - Gamma.logGamma(PRIOR) + (PRIOR - concentrations[k]) * expected[k];
            for (int subject = 0; subject < memberships.length; subject++) {
                double membership = memberships[subject][k];
                energy += membership > 0 ? membership * (logEvidences[subject][k] + expected[k] - Math.log(membership)) : 0;
            }
        }
        return energy;
    }

    /** Returns the log probability of the data if every model has the same frequency. */
    private static double equalFrequencies(double[][] logEvidences) {
        return Arrays.stream(logEvidences).mapToDouble(subject -> logSum(subject) - Math.log(subject.length)).sum();
    }

    private static double logSum(double[] logs) {
        double largest = Arrays.stream(logs).max().orElseThrow();
        return largest + Math.log(Arrays.stream(logs).map(log -> Math.exp(log - largest)).sum());
    }
}

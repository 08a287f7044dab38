package org.deltaw.kernel.hamiltonian;

/**
 * Finds the step size at which steps are accepted as often as wanted, by Nesterov's dual averaging (Hoffman and Gelman, "The No-U-Turn
 * Sampler", Journal of Machine Learning Research 15, 2014, section 3.2 and algorithm 5, with their constants).
 */
final class DualAveraging {
    /** How strongly step sizes are drawn to ten times the first. */
    private static final double GAMMA = 0.05;
    /** How little the first iterations count. */
    private static final double T0 = 10;
    /** How fast earlier step sizes are forgotten in the average. */
    private static final double KAPPA = 0.75;
    private static final double AMBITION = 10;

    private final double target;
    private double iterations;
    private double shortfall;
    private double logStep;
    private double averageLogStep;
    private double center;

    /** Begins anew at a step size. */
    DualAveraging(double target, double stepSize) {
        this(target, new double[] {0, 0, Math.log(stepSize), 0, Math.log(AMBITION * stepSize)});
    }

    /** Goes on with what {@link #state} has told. */
    DualAveraging(double target, double[] state) {
        this.target = target;
        this.iterations = state[0];
        this.shortfall = state[1];
        this.logStep = state[2];
        this.averageLogStep = state[3];
        this.center = state[4];
    }

    double[] state() {
        return new double[] {iterations, shortfall, logStep, averageLogStep, center};
    }

    /** Learns from an iteration. */
    void add(double acceptance) {
        iterations++;
        double weight = 1 / (iterations + T0);
        shortfall = (1 - weight) * shortfall + weight * (target - acceptance);
        logStep = center - shortfall * Math.sqrt(iterations) / GAMMA;
        double forgetting = Math.pow(iterations, -KAPPA);
        averageLogStep = forgetting * logStep + (1 - forgetting) * averageLogStep;
    }

    /** Returns the step size to be tried next. */
    double stepSize() {
        return Math.exp(logStep);
    }

    /** Returns the step size to keep. */
    double finalStepSize() {
        return Math.exp(iterations == 0 ? logStep : averageLogStep);
    }
}

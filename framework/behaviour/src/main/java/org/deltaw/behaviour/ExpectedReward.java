package org.deltaw.behaviour;

/**
 * The reward that an animal expects: the mean over the last trials' rewards, those before the first
 * counting 0. Shared by data sources, so that recorded and simulated animals expect alike.
 *
 * <p>{@code E[R]_k = (R_(k-1) + ... + R_(k-window)) / window} (Mehta, Tyulmankov, Rajagopalan, Turner,
 * Fitzgerald and Funke, Model-based inference of synaptic plasticity rules, NeurIPS 2024, where the window
 * is 10).
 */
public final class ExpectedReward {
    private ExpectedReward() {}

    /**
     * Returns what is expected in each trial; its own reward is not part of it.
     *
     * @param rewards of the trials in their order
     * @param window how many trials are remembered, at least 1
     */
    public static double[] of(double[] rewards, int window) {
        double[] expected = new double[rewards.length];
        for (int trial = 0; trial < rewards.length; trial++) {
            double sum = 0;
            for (int before = Math.max(0, trial - window); before < trial; before++) {
                sum += rewards[before];
            }
            expected[trial] = sum / window;
        }
        return expected;
    }

    /** Returns each trial's reward minus what was expected. */
    public static double[] surprise(double[] rewards, int window) {
        double[] surprise = of(rewards, window);
        for (int trial = 0; trial < rewards.length; trial++) {
            surprise[trial] = rewards[trial] - surprise[trial];
        }
        return surprise;
    }
}

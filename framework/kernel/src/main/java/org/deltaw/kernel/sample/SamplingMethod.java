package org.deltaw.kernel.sample;

/** How a posterior is drawn from. */
public enum SamplingMethod {
    /** Tempered particles, which find all modes that they are told of and tell the evidence, of few parameters. */
    PARTICLES,
    /** Chains of the no-U-turn sampler, for as many parameters as there are, of posteriors with one mode. */
    NUTS;

    /** Beyond, particles take more evaluations than chains, and more with each parameter. */
    private static final int FEW = 30;

    /** Returns what suits a posterior over so many coordinates. */
    public static SamplingMethod suitedTo(int coordinates) {
        return coordinates <= FEW ? PARTICLES : NUTS;
    }
}

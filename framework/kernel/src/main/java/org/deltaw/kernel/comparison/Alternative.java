package org.deltaw.kernel.comparison;

import org.apache.commons.statistics.inference.AlternativeHypothesis;

/** What a test of paired differences holds against the hypothesis that they lie symmetrically about 0. */
public enum Alternative {
    /**
     * They tend to be more than 0. For the larger of two nested rules: a useless term costs what it predicts, so a difference below 0
     * says nothing for it, and a two-sided test would reject a true smaller rule for being better.
     */
    GREATER(AlternativeHypothesis.GREATER_THAN),
    /** They tend to one side, whichever. */
    TWO_SIDED(AlternativeHypothesis.TWO_SIDED);

    private final AlternativeHypothesis hypothesis;

    Alternative(AlternativeHypothesis hypothesis) {
        this.hypothesis = hypothesis;
    }

    AlternativeHypothesis hypothesis() {
        return hypothesis;
    }

    /** Returns the smallest p that a test by signs can give, that of {@code count} differences on the same side. */
    public double smallestP(int count) {
        return Math.min(1, Math.scalb(this == GREATER ? 1.0 : 2.0, -count));
    }
}

package org.deltaw.cli;

/** A figure by which fitted models are compared. */
enum ModelFigure {
    /** How many numbers count. */
    PARAMETERS("parameters", "parameters", Gather.SUM, false),
    /** At the fitted values, repetitions of a recording counted as one. */
    LOG_LIKELIHOOD("logLikelihood", "log-likelihood", Gather.SUM, false),
    /** Akaike's criterion. */
    AIC("aic", "AIC", Gather.SUM, false),
    /** Schwarz's criterion. */
    BIC("bic", "BIC", Gather.SUM, false),
    /** Percent deviance explained over no plasticity. */
    OVER_NONE("percentDevianceExplained.noPlasticity", "% over none", Gather.MEDIAN, false),
    /** Percent deviance explained over a constant choice. */
    OVER_CONSTANT("percentDevianceExplained.constantChoice", "% over constant", Gather.MEDIAN, false),
    /** Of what was held out. */
    HELD_OUT_LOG_LIKELIHOOD("heldOut.logLikelihood", "held-out log-likelihood", Gather.SUM, true),
    /** Of what was held out. */
    HELD_OUT_OVER_NONE("heldOut.percentDevianceExplained.noPlasticity", "held-out % over none", Gather.MEDIAN, true),
    /** Of what was held out. */
    HELD_OUT_OVER_CONSTANT("heldOut.percentDevianceExplained.constantChoice", "held-out % over constant", Gather.MEDIAN,
            true);

    /** How one number is made of those of subjects. */
    enum Gather { SUM, MEDIAN }

    private final String key;
    private final String brief;
    private final Gather gather;
    private final boolean heldOut;

    ModelFigure(String key, String brief, Gather gather, boolean heldOut) {
        this.key = key;
        this.brief = brief;
        this.gather = gather;
        this.heldOut = heldOut;
    }

    /** Returns its name in files. */
    String key() {
        return key;
    }

    /** Returns its name in tables. */
    String brief() {
        return brief;
    }

    Gather gather() {
        return gather;
    }

    /** Tells whether it is about what was held out. */
    boolean isHeldOut() {
        return heldOut;
    }
}

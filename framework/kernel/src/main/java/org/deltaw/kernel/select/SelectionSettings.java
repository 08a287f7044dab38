package org.deltaw.kernel.select;

import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.spi.InvalidSpecException;

/**
 * How terms are chosen.
 *
 * @param folds how data are divided to see what a choice predicts
 * @param lambdas how many penalties the path has, at least 2
 * @param range the least penalty as a fraction of the largest, more than 0 and less than 1
 * @param rule which choice is taken
 * @param elimination whether terms are then taken away one by one as long as that predicts no worse by the rule
 */
public record SelectionSettings(FoldSettings folds, int lambdas, double range, Rule rule, boolean elimination) {
    public SelectionSettings {
        if (lambdas < 2) {
            throw new InvalidSpecException("There are to be " + lambdas + " penalties on the path; expected at least 2.");
        }
        if (!(range > 0 && range < 1)) {
            throw new InvalidSpecException("The least penalty is to be " + range + " of the largest; expected more than 0 and "
                    + "less than 1, as in 0.001.");
        }
    }

    /** Which choice is taken, given how well each predicts what was held out. */
    public enum Rule {
        /** The one that predicts best. */
        BEST,
        /**
         * The one of fewest terms that predicts no worse than the best by more than one standard error, over folds, of the
         * difference between the two.
         */
        ONE_STANDARD_ERROR
    }
}

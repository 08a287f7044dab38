package org.deltaw.cli;

import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.kernel.select.SelectionSettings;
import org.deltaw.spi.InvalidSpecException;
import picocli.CommandLine.Option;

/** How terms are chosen, on the command line and in the record of a choice. */
public final class SelectionOptions {
    @Option(names = "--rule", paramLabel = "RULE", defaultValue = "one-standard-error",
            description = "best: what predicts best; one-standard-error: the fewest terms that predict no worse than that by "
                    + "more than one standard error of the difference over folds. Default: one-standard-error.")
    private String rule = "one-standard-error";

    @Option(names = "--lambdas", paramLabel = "N", defaultValue = "20",
            description = "How many penalties the path has. Default: 20.")
    private int lambdas = 20;

    @Option(names = "--range", paramLabel = "F", defaultValue = "1e-5",
            description = "The least penalty as a fraction of the largest. Default: 1e-5.")
    private double range = 1e-5;

    @Option(names = "--path-only", description = "Take no terms away after the path.")
    private boolean pathOnly;

    /**
     * Returns what was chosen.
     *
     * @param folds how data are divided to see what a choice predicts
     */
    SelectionSettings settings(FoldSettings folds) {
        return new SelectionSettings(folds, lambdas, range, rule(), !pathOnly);
    }

    private SelectionSettings.Rule rule() {
        return switch (rule) {
            case "best" -> SelectionSettings.Rule.BEST;
            case "one-standard-error" -> SelectionSettings.Rule.ONE_STANDARD_ERROR;
            default -> throw new InvalidSpecException("'--rule " + rule + "' is not known; expected best or "
                    + "one-standard-error.");
        };
    }
}

package org.deltaw.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deltaw.kernel.SelectionSettings;
import org.deltaw.spi.InvalidSpecException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How terms are chosen, on the command line and in the record of a choice. */
final class SelectionOptions {
    @Mixin
    private FoldOptions folds = new FoldOptions();

    @Option(names = "--rule", paramLabel = "RULE", defaultValue = "one-standard-error",
            description = "best: what predicts best; one-standard-error: the fewest terms that predict no worse than that by "
                    + "more than one standard error of the difference over folds. Default: one-standard-error.")
    private String rule = "one-standard-error";

    @Option(names = "--prices", paramLabel = "N", defaultValue = "20",
            description = "How many prices the path has. Default: 20.")
    private int prices = 20;

    @Option(names = "--range", paramLabel = "F", defaultValue = "1e-5",
            description = "The least price as a fraction of the largest. Default: 1e-5.")
    private double range = 1e-5;

    @Option(names = "--path-only", description = "Take no terms away after the path.")
    private boolean pathOnly;

    /** Returns what was chosen. */
    SelectionSettings settings() {
        return new SelectionSettings(folds.settings(), prices, range, rule(rule), !pathOnly);
    }

    private static SelectionSettings.Rule rule(String word) {
        return switch (word) {
            case "best" -> SelectionSettings.Rule.BEST;
            case "one-standard-error" -> SelectionSettings.Rule.ONE_STANDARD_ERROR;
            default -> throw new InvalidSpecException("'--rule " + word + "' is not known; expected best or "
                    + "one-standard-error.");
        };
    }

    /** Names a rule as a user does. */
    static String word(SelectionSettings.Rule rule) {
        return Words.of(rule).replace(' ', '-');
    }

    /** Writes settings down. */
    static Map<String, Object> record(SelectionSettings settings) {
        Map<String, Object> record = new LinkedHashMap<>(FoldOptions.record(settings.folds()));
        record.put("prices", settings.prices());
        record.put("range", settings.range());
        record.put("rule", word(settings.rule()));
        record.put("elimination", settings.elimination());
        return record;
    }

    /** Reads what was written down. */
    static SelectionSettings recorded(JsonTree record) {
        return new SelectionSettings(FoldOptions.recorded(record), (int) record.number("prices").orElse(0),
                record.number("range").orElse(0),
                rule(record.text("rule")), record.flag("elimination"));
    }
}

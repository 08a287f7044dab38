package org.deltaw.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.deltaw.kernel.FitResult;
import org.deltaw.kernel.Metrics;
import org.deltaw.kernel.Uncertainty;

/** What came out for every subject of a run that fits each alone. */
final class Summary {
    /** More columns of coefficients do not fit on a screen; the file has all. */
    private static final int SHOWN = 5;

    private final List<FitResult> results = new ArrayList<>();
    private List<String> names = List.of();

    /**
     * Adds a subject.
     *
     * @param fittedNumbers their names, the same for all subjects
     */
    void add(FitResult result, List<String> fittedNumbers) {
        results.add(result);
        names = fittedNumbers;
    }

    /** Writes a table for the screen, with the medians over subjects. */
    String table() {
        List<String> shown = names.size() <= SHOWN ? names : List.of();
        List<String> header = new ArrayList<>(List.of("subject", "training", "loss", "over none", "over constant"));
        shown.forEach(name -> header.add(name.replaceFirst("^rule\\.", "")));
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (FitResult result : results) {
            List<String> row = new ArrayList<>(List.of(result.subject(), OutcomeText.brief(result.outcome())));
            row.addAll(figuresInWords(figures(result)));
            for (int i = 0; i < shown.size(); i++) {
                row.add(Numbers.rounded(result.checkpoint().parameters()[i]));
            }
            table.row(row.toArray(String[]::new));
        }
        table.row(medians(shown.size()).toArray(String[]::new));
        return table + System.lineSeparator() + "  over none: deviance explained over the same network without plasticity"
                + System.lineSeparator() + "  over constant: deviance explained over the best constant prediction";
    }

    /** Writes all figures and coefficients for programs, a line per subject. */
    String csv() {
        StringBuilder csv = new StringBuilder("subject,outcome,epochs,loss,percentDevianceExplained.noPlasticity,"
                + "percentDevianceExplained.constantChoice,logLikelihood,deviance");
        boolean heldOut = results.stream().anyMatch(result -> result.heldOut().isPresent());
        csv.append(heldOut ? ",heldOut.loss,heldOut.percentDevianceExplained.noPlasticity,"
                + "heldOut.percentDevianceExplained.constantChoice" : "");
        names.forEach(name -> csv.append(',').append(quoted(name)));
        names.forEach(name -> csv.append(',').append(quoted(name + ".standardError")));
        for (FitResult result : results) {
            Metrics.Fitness total = result.metrics().total();
            csv.append('\n').append(quoted(result.subject())).append(',')
                    .append(quoted(OutcomeText.brief(result.outcome()))).append(',')
                    .append(result.checkpoint().epochs());
            List<OptionalDouble> figures = new ArrayList<>(figures(result));
            figures.add(total.logLikelihood());
            figures.add(total.deviance());
            if (heldOut) {
                figures.addAll(result.heldOut().map(Metrics::total).map(Summary::figures).orElse(
                        List.of(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty())));
            }
            csv.append(figures.stream().map(figure -> figure.isPresent() ? "" + figure.getAsDouble() : "")
                    .collect(Collectors.joining(",", ",", "")));
            for (double value : result.checkpoint().parameters()) {
                csv.append(',').append(value);
            }
            UncertaintyText uncertainty = new UncertaintyText(result.uncertainty());
            names.forEach(name -> csv.append(',').append(uncertainty.of(name).flatMap(Uncertainty.Coefficient::interval)
                    .map(interval -> "" + interval.standardError()).orElse("")));
        }
        return csv.append('\n').toString();
    }

    private List<String> medians(int coefficients) {
        List<OptionalDouble> medians = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int figure = i;
            medians.add(Metrics.median(results.stream().map(result -> figures(result).get(figure))
                    .filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).toArray()));
        }
        List<String> row = new ArrayList<>(List.of("median", ""));
        row.addAll(figuresInWords(medians));
        for (int i = 0; i < coefficients; i++) {
            int index = i;
            row.add(Numbers.rounded(Metrics.median(
                    results.stream().mapToDouble(result -> result.checkpoint().parameters()[index]).toArray())));
        }
        return row;
    }

    private static List<String> figuresInWords(List<OptionalDouble> figures) {
        return List.of(Numbers.rounded(figures.get(0)), Numbers.percent(figures.get(1)), Numbers.percent(figures.get(2)));
    }

    private static List<OptionalDouble> figures(FitResult result) {
        return figures(result.metrics().total());
    }

    private static List<OptionalDouble> figures(Metrics.Fitness total) {
        return List.of(OptionalDouble.of(total.loss()), total.explainedOverNoPlasticity(),
                total.explainedOverConstantChoice());
    }

    private static String quoted(String cell) {
        return cell.matches("[^,\"\\r\\n]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}

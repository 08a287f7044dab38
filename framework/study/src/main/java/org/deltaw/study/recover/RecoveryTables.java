package org.deltaw.study.recover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.deltaw.kernel.evaluation.Proportion;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.study.record.Csv;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.TextTable;

/** What came out of a recovery as tables: for programs, and as people read it. */
public record RecoveryTables(RecoveryResult result) {
    private static final int DIGITS = 3;
    private static final int PERCENT = 100;

    /** Writes a line for each size and coefficient. */
    String csv() {
        Csv csv = new Csv().row(List.of("trials", "subjects", "parameter", "truth", "mean", "bias", "sd", "mean_se", "coverage",
                "coverage_low", "coverage_high", "power", "separated", "replicates"));
        for (CoefficientRecovery row : result.coefficients()) {
            csv.row(List.of(row.size().trials(), row.size().subjects(), row.parameter(), row.truth(), row.mean(), row.bias(),
                    row.deviation(), row.meanStandardError(), of(row.coverage(), Proportion::share), of(row.coverage(), Proportion::lower),
                    of(row.coverage(), Proportion::upper), of(row.power(), Proportion::share), row.count(Estimate.Status.SEPARATED),
                    row.replicates()));
        }
        return csv.toString();
    }

    /** Writes a line for each estimate. */
    String estimatesCsv() {
        Csv csv = new Csv().row(List.of("trials", "subjects", "replicate", "parameter", "status", "estimate", "standard_error", "lower",
                "upper"));
        for (RecoveryResult.NumberedEstimate each : result.estimates()) {
            Estimate estimate = each.estimate();
            Optional<Estimate.Interval> interval = estimate.interval();
            csv.row(List.of(each.size().trials(), each.size().subjects(), each.replicate(), estimate.parameter(),
                    estimate.status().key(), estimate.value(),
                    number(interval.map(Estimate.Interval::standardError)), number(interval.map(Estimate.Interval::lower)),
                    number(interval.map(Estimate.Interval::upper))));
        }
        return csv.toString();
    }

    /** Writes a line for each size, simulated and fitted model; empty if there is but one model. */
    Optional<String> confusionCsv() {
        if (result.confusion().isEmpty()) {
            return Optional.empty();
        }
        Csv csv = new Csv().row(List.of("trials", "subjects", "simulated", "fitted", "best", "share", "share_low", "share_high",
                "replicates"));
        for (ModelConfusion row : result.confusion()) {
            for (int model = 0; model < row.fitted().size(); model++) {
                Proportion proportion = row.proportion(model);
                csv.row(List.of(row.size().trials(), row.size().subjects(), row.simulated(), row.fitted().get(model), proportion.count(),
                        proportion.share(), proportion.lower(), proportion.upper(), row.replicates()));
            }
        }
        return Optional.of(csv.toString());
    }

    private static OptionalDouble of(Optional<Proportion> proportion, ToDoubleFunction<Proportion> figure) {
        return proportion.map(each -> OptionalDouble.of(figure.applyAsDouble(each))).orElseGet(OptionalDouble::empty);
    }

    private static OptionalDouble number(Optional<Double> number) {
        return number.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    /** Returns the header of the table of a size. */
    public static List<String> header() {
        return List.of("parameter", "truth", "mean", "bias", "SD", "mean SE", "coverage", "power", "separated");
    }

    /** Returns the table of a size, a line for each coefficient. */
    public List<List<String>> cells(Design.Size size) {
        return result.of(size).stream().map(row -> List.of(row.parameter(), rounded(row.truth()), rounded(row.mean()),
                rounded(row.bias()), rounded(row.deviation()), rounded(row.meanStandardError()), share(row.coverage()),
                share(row.power()), Long.toString(row.count(Estimate.Status.SEPARATED)))).toList();
    }

    /** Writes the table of a size. */
    public String text(Design.Size size) {
        return text(header(), cells(size));
    }

    /** Returns the header of the confusion matrix. */
    public List<String> confusionHeader() {
        return Stream.concat(Stream.of("simulated"), result.confusion().getFirst().fitted().stream()).toList();
    }

    /** Returns the confusion matrix of a size: which share of replicates each fitted model was best in. */
    public List<List<String>> confusionCells(Design.Size size) {
        return result.confusion().stream().filter(row -> row.size().equals(size)).map(row -> {
            List<String> cells = new ArrayList<>(List.of(row.simulated()));
            for (int model = 0; model < row.fitted().size(); model++) {
                cells.add(share(Optional.of(row.proportion(model))));
            }
            return cells;
        }).toList();
    }

    /** Writes the confusion matrix of a size. */
    public String confusionText(Design.Size size) {
        return text(confusionHeader(), confusionCells(size));
    }

    private static String text(List<String> header, List<List<String>> rows) {
        TextTable table = new TextTable(header.toArray(String[]::new));
        rows.forEach(row -> table.row(row.toArray(String[]::new)));
        return table.toString();
    }

    private static String rounded(OptionalDouble value) {
        return value.isPresent() ? Numbers.significant(value.getAsDouble(), DIGITS) : "-";
    }

    /** Writes a share in percent, with its interval: {@code 74 % (67 to 80)}. */
    private static String share(Optional<Proportion> proportion) {
        return proportion.map(each -> percent(each.share()) + " % (" + percent(each.lower()) + " to " + percent(each.upper()) + ")")
                .orElse("-");
    }

    private static String percent(double share) {
        return Long.toString(Math.round(PERCENT * share));
    }

    /** Names a size: {@code 80 trials, 1 subject}. */
    public static String name(Design.Size size) {
        return RecoveryPlan.name(size);
    }

    /** Says what the table of a size is of. */
    public String title(Design.Size size) {
        return "Recovery of " + result.truth() + " with " + name(size);
    }

    /** Says, in sentences, what the tables do not show, and what their columns mean. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("Coverage is the share of replicates whose 95 % interval holds the truth, power the share whose interval lies on one "
                + "side of 0; in brackets their 95 % intervals (" + Proportion.METHOD + "). A replicate in which a "
                + "coefficient has no interval "
                + "counts as one that misses. Mean, bias and SD are of the replicates in which it has a value.");
        if (result.coefficients().stream().anyMatch(CoefficientRecovery::hasSeveralTruths)) {
            notes.add("Subjects have rules of their own: truth and mean are means over them, bias and SD are of what each estimate is "
                    + "above its own truth.");
        }
        notes.add(told());
        for (Design.Size size : result.sizes()) {
            optima(size).ifPresent(notes::add);
            notes.addAll(without(size));
        }
        if (result.coefficients().stream().allMatch(row -> row.truth().isEmpty())) {
            notes.add("No value of the coefficients makes the fitted rule the true one, or none is known, so nothing is said of bias and "
                    + "coverage.");
        }
        if (!result.confusion().isEmpty()) {
            notes.add("The best model is the one with the highest " + ModelConfusion.CRITERION + ".");
            int untold = result.confusion().stream().mapToInt(ModelConfusion::untold).sum();
            if (untold > 0) {
                notes.add("In " + Numbers.count(untold, "replicate") + " no model can be told to be best, since none gives what was held "
                        + "out a finite likelihood.");
            }
        }
        if (!result.failures().isEmpty()) {
            notes.add(Numbers.count(result.failures().size(), "experiment") + " could not be simulated, the first because: "
                    + result.failures().getFirst());
        }
        return notes;
    }

    /** Says in how many optima starts have ended, if they were several in a fit. */
    private Optional<String> optima(Design.Size size) {
        List<RecoveryResult.OptimaCount> counts = result.optima().stream().filter(each -> each.size().equals(size)).toList();
        if (counts.stream().noneMatch(each -> each.optima() > 1)) {
            return Optional.empty();
        }
        long fits = counts.stream().mapToLong(RecoveryResult.OptimaCount::fits).sum();
        return Optional.of("Of " + Numbers.count(fits, "fit") + " with " + name(size) + ", the starts of "
                + Words.and(counts.stream().map(each -> each.fits() + " ended in "
                        + (each.optima() == 1 ? "one optimum" : each.optima() + " distinct optima")).toList()) + ".");
    }

    private String told() {
        boolean noise = result.telling().known().contains(Design.Known.NOISE);
        boolean weights = result.telling().known().contains(Design.Known.WEIGHTS);
        if (noise && weights) {
            return "Fits were told input noise and initial weights, the ideal case: with real recordings they do less well.";
        }
        return "Fits were told " + (noise ? "the input noise, but not the initial weights"
                        : weights ? "the initial weights, but not the input noise" : "neither input noise nor initial weights, as with "
                                + "real recordings") + ": where these are random, each recording gives "
                + result.telling().resamplings().number().stream().mapToObj(number -> Numbers.count(number, "trajectory")).findFirst()
                        .orElse(Numbers.count(Resamplings.FIRST, "trajectory") + ", or more if the likelihood rests on too few of them,")
                + " with other draws.";
    }

    /** Says why coefficients have no intervals: a sentence for all for which the same is to be said. */
    private List<String> without(Design.Size size) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (CoefficientRecovery row : result.of(size)) {
            List<String> reasons = Stream.of(Estimate.Status.values())
                    .filter(status -> status != Estimate.Status.STATED && row.count(status) > 0)
                    .map(status -> row.count(status) + " " + status.words()).toList();
            if (!reasons.isEmpty()) {
                parameters.computeIfAbsent("of " + row.replicates() + " replicates " + String.join("; ", reasons) + ".",
                        _ -> new ArrayList<>()).add(row.parameter());
            }
        }
        return parameters.entrySet().stream().map(each ->
                Words.and(each.getValue()) + " with " + name(size) + ": " + each.getKey()).toList();
    }
}

package org.deltaw.study.recover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.deltaw.figure.Figure;
import org.deltaw.spi.data.Design;

/** Makes figures of what came out of a recovery. Needs the bundle that draws. */
record RecoveryFigures(RecoveryResult result) {
    /** Returns all figures by the names of their files: estimates, and of several sizes power and width. */
    Map<String, Figure> all() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("estimates", estimates());
        boolean byTrials = distinct(Design.Size::trials) > 1;
        if (byTrials || distinct(Design.Size::subjects) > 1) {
            curves(byTrials, "power", "Power", "share of 95 % intervals on one side of 0",
                    row -> CoefficientRecovery.share(row.power()), figures);
            curves(byTrials, "width", "Width of 95 % intervals", "mean width", CoefficientRecovery::meanWidth, figures);
            curves(byTrials, "coverage", "Coverage of 95 % intervals", "share that holds the truth",
                    row -> CoefficientRecovery.share(row.coverage()), figures);
        }
        return figures;
    }

    private long distinct(ToIntFunction<Design.Size> of) {
        return result.sizes().stream().mapToInt(of).distinct().count();
    }

    /** Shows the truth beside estimates, as mean and standard deviation over replicates. */
    private Figure estimates() {
        List<String> parameters = result.coefficients().stream().map(CoefficientRecovery::parameter).distinct().toList();
        List<CoefficientRecovery> first = result.of(result.sizes().getFirst());
        List<Figure.Bar> groups = new ArrayList<>();
        groups.add(new Figure.Bar("truth",
                numbers(first, CoefficientRecovery::truth), new double[parameters.size()]));
        for (Design.Size size : result.sizes()) {
            groups.add(new Figure.Bar(RecoveryTables.name(size), numbers(result.of(size), CoefficientRecovery::mean),
                    numbers(result.of(size), row -> OptionalDouble.of(row.deviation().orElse(0)))));
        }
        return new Figure.Bars("Truth and estimates", "coefficient", "value; bars: standard deviation over replicates", parameters, groups);
    }

    /** Shows a figure of all coefficients against the size: one figure, or one for each of several numbers of subjects. */
    private void curves(boolean byTrials, String name, String title, String vertical, Function<CoefficientRecovery, OptionalDouble> figure,
            Map<String, Figure> figures) {
        int[] groups = byTrials ? result.sizes().stream().mapToInt(Design.Size::subjects).distinct().toArray() : new int[] {0};
        for (int subjects : groups) {
            List<CoefficientRecovery> rows = result.coefficients().stream()
                    .filter(row -> !byTrials || row.size().subjects() == subjects).toList();
            String file = groups.length == 1 ? name : name + "-" + subjects + "-subjects";
            String whole = groups.length == 1 ? title : title + ", subjects: " + subjects;
            figures.put(file, new Figure.Lines(whole, byTrials ? "trials" : "subjects", vertical, false, lines(byTrials, rows, figure)));
        }
    }

    private static List<Figure.Line> lines(
            boolean byTrials, List<CoefficientRecovery> rows, Function<CoefficientRecovery, OptionalDouble> figure) {
        return rows.stream().map(CoefficientRecovery::parameter).distinct().map(parameter -> {
            List<CoefficientRecovery> own = rows.stream().filter(row -> row.parameter().equals(parameter)).toList();
            return new Figure.Line(parameter, own.stream().mapToDouble(row ->
                    byTrials ? row.size().trials() : row.size().subjects()).toArray(), numbers(own, figure), new double[0]);
        }).toList();
    }

    private static double[] numbers(List<CoefficientRecovery> rows, Function<CoefficientRecovery, OptionalDouble> figure) {
        return rows.stream().mapToDouble(row -> figure.apply(row).orElse(Double.NaN)).toArray();
    }
}

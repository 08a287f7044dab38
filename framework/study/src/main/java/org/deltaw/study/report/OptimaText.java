package org.deltaw.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deltaw.kernel.optima.Optima;
import org.deltaw.kernel.optima.Optimum;

/** Shows the distinct optima in which the searches from several starts have ended. */
public final class OptimaText {
    /** More columns of parameters do not fit on a screen; {@code metrics.json} has all. */
    private static final int COLUMNS = 5;
    /** Of more optima than that, those with no weight are not shown. */
    private static final int ROWS = 5;

    private final Optima optima;
    private final List<Optimum> shown;
    private final List<String> names;

    /** Prepares them. */
    public OptimaText(Optima optima) {
        this.optima = optima;
        this.shown = IntStream.range(0, optima.listed().size()).filter(i -> i < ROWS || isNotable(i)).mapToObj(optima.listed()::get)
                .toList();
        this.names = optima.listed().isEmpty() || optima.listed().getFirst().parameters().size() > COLUMNS ? List.of()
                : List.copyOf(optima.listed().getFirst().parameters().keySet());
    }

    /** The best stable one is shown in any case, and what has weight. */
    private boolean isNotable(int index) {
        Optimum optimum = optima.listed().get(index);
        boolean stable = optimum.stable().orElse(false);
        return optimum.weight().orElse(0) > Optima.NOTABLE
                || (stable && optima.listed().subList(0, index).stream().noneMatch(each -> each.stable().orElse(false)));
    }

    /** Tells whether there is anything to be shown: several starts of a model whose optima can be told apart. */
    public boolean isEmpty() {
        return optima.listed().isEmpty();
    }

    /** Returns the titles of the columns. */
    List<String> header() {
        List<String> header = new ArrayList<>(List.of("optimum", "log-likelihood", "weight", "starts"));
        if (shown.stream().anyMatch(each -> each.stable().isPresent())) {
            header.add("weights");
        }
        names.forEach(name -> header.add(name.replaceFirst("^rule\\.", "")));
        return header;
    }

    /** Returns a row for each optimum that is shown. */
    List<List<String>> rows() {
        return shown.stream().map(this::row).toList();
    }

    private List<String> row(Optimum optimum) {
        List<String> row = new ArrayList<>(List.of(Integer.toString(1 + optima.listed().indexOf(optimum)),
                likelihood(optimum.logLikelihood()), weight(optimum.weight()), Numbers.count(optimum.starts())));
        optimum.stable().ifPresent(stable -> row.add(stable ? "stable" : "unstable"));
        names.forEach(name -> row.add(SubjectValues.words(optimum.value(name))));
        return row;
    }

    private static String likelihood(OptionalDouble value) {
        return value.isPresent() ? Numbers.decimals(value.getAsDouble(), 2) : "-";
    }

    /** Writes a share of 1, with as many digits as may count. */
    static String weight(OptionalDouble value) {
        return value.isEmpty() ? "-" : value.getAsDouble() > 0 && value.getAsDouble() < 0.001 ? "<0.001"
                : Numbers.decimals(value.getAsDouble(), 3);
    }

    /** Writes a table for the screen. */
    public String table() {
        TextTable table = new TextTable(header().toArray(String[]::new));
        rows().forEach(row -> table.row(row.toArray(String[]::new)));
        return table.toString();
    }

    /** Says what the table means, and what is not in it. */
    public List<String> sentences() {
        int hidden = optima.listed().size() - shown.size();
        int undetermined = optima.listed().stream().mapToInt(Optimum::undetermined).max().orElse(0);
        return Stream.of(
                optima.listed().size() == 1 ? "" : "Optimum 1 is the result. Log-likelihoods are in nats; the weight of an optimum is its "
                        + "share of the volume under the likelihood, penalties included, by Laplace's approximation.",
                undetermined == 0 || optima.listed().size() == 1 ? ""
                        : "Directions that the data do not determine are left out of weights.",
                hidden == 0 ? "" : (hidden == 1 ? "One more optimum has" : Numbers.count(hidden) + " more optima have")
                        + " hardly any weight: see metrics.json.",
                optima.leftOut() == 0 ? "" : Numbers.count(optima.leftOut(), "start") + (optima.leftOut() == 1 ? " is" : " are")
                        + " left out: no optimum was reached before all iterations were used, or values were no longer finite.")
                .filter(sentence -> !sentence.isEmpty()).toList();
    }
}

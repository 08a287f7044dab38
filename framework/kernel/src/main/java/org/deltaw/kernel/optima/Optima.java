package org.deltaw.kernel.optima;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.deltaw.expr.Formula;
import org.deltaw.spi.Warning;

/**
 * The distinct optima in which the searches from several starts have ended.
 *
 * @param listed the one that is the fit's result first, then by what they cost; none if there was but one start, or nothing can be said
 * @param leftOut how many starts had not come to an optimum when their iterations were used up, or diverged
 */
public record Optima(List<Optimum> listed, int leftOut) {
    /** There are no several starts of which anything can be said. */
    public static final Optima NONE = new Optima(List.of(), 0);
    /** An optimum with more weight than this is a second answer. */
    public static final double NOTABLE = 0.1;
    /** How many parameters are named that differ most between two optima. */
    private static final int NAMED = 3;

    public Optima {
        listed = List.copyOf(listed);
    }

    /** Returns the one with the largest weight beside the fit's result, if that is notable: then the data do not decide. */
    public Optional<Optimum> rival() {
        return listed.stream().skip(1).filter(each -> each.weight().orElse(0) > NOTABLE)
                .max(Comparator.comparingDouble(each -> each.weight().orElseThrow()));
    }

    /**
     * Warns where the data do not decide between optima.
     *
     * @param where whose they are; empty if all subjects share them
     */
    public List<Warning> warnings(String where) {
        return rival().map(rival -> new Warning("not-determined", "The fitted values are not determined: another optimum has "
                + percent(rival.weight().orElseThrow()) + " of the weight, with " + differences(rival)
                + "; all are listed with the result.", where)).stream().toList();
    }

    private String differences(Optimum rival) {
        Optimum first = listed.getFirst();
        String values = rival.parameters().keySet().stream()
                .sorted(Comparator.comparingDouble(name -> -contrast(first.value(name), rival.value(name))))
                .limit(NAMED).map(name -> name + " " + Formula.rounded(rival.value(name)) + " in place of "
                        + Formula.rounded(first.value(name))).collect(Collectors.joining(", "));
        return values + String.format(Locale.ROOT, ", and a log-likelihood lower by %.2f",
                first.logLikelihood().orElseThrow() - rival.logLikelihood().orElseThrow());
    }

    /** Returns how different two values are, as a share of their size: 2 if they have different signs. */
    private static double contrast(double one, double other) {
        double size = Math.abs(one) + Math.abs(other);
        return one == other ? 0 : Double.isInfinite(size) ? 2 : 2 * Math.abs(one - other) / size;
    }

    /** Says in a clause why what is computed at one optimum alone claims too much; empty if no other one has a notable weight. */
    public Optional<String> objection() {
        return rival().map(rival -> "the fitted values are not determined, and what is computed at one optimum says nothing of the other, "
                + "which has " + percent(rival.weight().orElseThrow()) + " of the weight; more data, bounds or priors may decide between "
                + "them");
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}

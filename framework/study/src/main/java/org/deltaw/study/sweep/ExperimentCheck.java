package org.deltaw.study.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deltaw.spi.InvalidSpecException;

/** Checks that what one part of an experiment names is there in another. */
record ExperimentCheck(List<Factor> factors, List<Double> reach, List<String> curves) {
    private static final List<String> ROWS = List.of("seed", "subject");
    private static final List<String> PLACES = List.of("epoch", "step", "seconds");

    void check(List<Integer> seeds, SmallRun quick, List<String> collect, List<Plot> plots, List<Finding> findings) {
        Set<String> names = new HashSet<>();
        factors.forEach(factor -> {
            if (!names.add(factor.name())) {
                throw new InvalidSpecException("vary", "Two factors are called '" + factor.name() + "'.");
            }
        });
        if (seeds.isEmpty() || quick.seeds().filter(List::isEmpty).isPresent()) {
            throw new InvalidSpecException("seeds", "The list is empty; expected at least one seed, as in [1].");
        }
        if (collect.isEmpty()) {
            throw new InvalidSpecException("collect", "The list is empty; expected at least one figure, as in [loss].");
        }
        quick.levels().forEach((factor, levels) -> levels.forEach(level ->
                requireLevel("quick.levels", factor, level)));
        quick.levels().forEach((factor, levels) -> {
            if (levels.isEmpty()) {
                throw new InvalidSpecException("quick.levels", "No level of '" + factor + "' is kept; expected at least one.");
            }
        });
        collect.forEach(name -> requireMeasure("collect", name));
        plots.forEach(plot -> check(plot, collect));
        findings.forEach(finding -> {
            requireCollected("findings", finding.of(), collect);
            finding.where().forEach((factor, level) -> requireLevel("findings", factor, level));
            finding.versus().forEach((factor, level) -> requireLevel("findings", factor, level));
        });
    }

    private void check(Plot plot, List<String> collect) {
        plot.where().forEach((factor, level) -> requireLevel("figures", factor, level));
        plot.by().ifPresent(by -> Names.requireKnown("figures", "factor", by, factorNames(ROWS)));
        if (plot.kind() == Plot.Kind.CURVES) {
            Names.requireKnown("figures", "place of a curve", plot.across(), PLACES);
            plot.show().forEach(curve -> Names.requireKnown("figures", "curve that is kept", curve, curves));
        } else {
            Names.requireKnown("figures", "factor", plot.across(), factorNames(ROWS));
            plot.show().forEach(name -> requireCollected("figures", name, collect));
        }
    }

    private List<String> factorNames(List<String> more) {
        List<String> names = new ArrayList<>(factors.stream().map(Factor::name).toList());
        names.addAll(more);
        return names;
    }

    private void requireLevel(String key, String factor, String level) {
        Factor.requireLevel(key, factors, factor, level);
    }

    private void requireMeasure(String key, String name) {
        if (!Measures.isKnown(name, reach)) {
            throw new InvalidSpecException(key, "'" + name + "' is no figure of a fit; "
                    + Names.suggestion(name, Measures.names(reach)));
        }
    }

    private void requireCollected(String key, String name, List<String> collect) {
        requireMeasure(key, name);
        Names.requireKnown(key, "figure that is collected", name, collect);
    }
}

package org.deltaw.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.deltaw.kernel.convergence.ParameterSummary;
import org.deltaw.kernel.particles.Estimate;
import org.deltaw.kernel.posterior.StatedPrior;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.kernel.sampling.SampledPosterior;
import org.deltaw.kernel.sampling.SampledPosterior.SampledMode;
import org.deltaw.spi.Warning;

/** A sampled posterior as people read it. */
public record PosteriorText(SampledPosterior posterior) {
    /** So many rows are read; more are for programs. */
    private static final int MOST_ROWS = 40;
    /** Modes with less than this share of the posterior are left out of the text. */
    private static final double LEAST_WEIGHT = 5e-4;

    /** Says first of all whether the draws may be used, and if not, what to do. */
    public List<String> verdict() {
        if (!posterior.verdict().passed()) {
            List<String> lines = new ArrayList<>(List.of("Not to be used as it is:"));
            posterior.verdict().failures().stream().map(Warning::message).forEach(lines::add);
            return lines;
        }
        return List.of(switch (posterior.source()) {
            case CHAINS -> "All diagnostics passed (R-hat, effective sample sizes, divergences, energy).";
            case PARTICLES -> "Independent runs of particles agree.";
        });
    }

    /** Says where the draws are from, and what else was noticed. */
    public List<String> remarks() {
        List<String> lines = new ArrayList<>();
        if (posterior.source() == SampledPosterior.Source.PARTICLES && !posterior.verdict().remarks().isEmpty()) {
            lines.add("Chains were drawn, too, and are left out, since they do not find all modes in their proportions: "
                    + posterior.verdict().remarks().stream().map(Warning::message).collect(Collectors.joining(" ")));
        } else {
            posterior.verdict().remarks().stream().map(Warning::message).forEach(lines::add);
        }
        return lines;
    }

    /** Writes a table of parameters, those of the population first, if there are units. */
    public String parameters() {
        TextTable table = new TextTable("parameter", "mean", "sd", "2.5 %", "50 %", "97.5 %", "error of mean",
                "ESS bulk", "ESS tail", "R-hat");
        shown().forEach(each -> {
            ParameterSummary summary = each.getValue();
            table.row(each.getKey(), to(summary.mean(), summary), to(summary.sd(), summary), to(summary.quantiles().lower(), summary),
                    to(summary.quantiles().median(), summary), to(summary.quantiles().upper(), summary),
                    Numbers.significant(summary.mcse(), 2), size(summary.mixing().essBulk()), size(summary.mixing().essTail()),
                    Double.isNaN(summary.mixing().rHat()) ? "-" : Numbers.decimals(summary.mixing().rHat(), 3));
        });
        int left = posterior.summaries().size() - shown().size();
        return table + (left == 0 ? "" : System.lineSeparator() + "  and " + Numbers.count(left) + " more, in posterior.json");
    }

    private List<Map.Entry<String, ParameterSummary>> shown() {
        List<Map.Entry<String, ParameterSummary>> ordered = new ArrayList<>(posterior.summaries().entrySet());
        if (ordered.size() > MOST_ROWS) {
            ordered.sort((a, b) -> Boolean.compare(a.getKey().contains("@"), b.getKey().contains("@")));
        }
        return ordered.subList(0, Math.min(MOST_ROWS, ordered.size()));
    }

    private static String to(double value, ParameterSummary summary) {
        return Numbers.to(value, summary.sd() / 10);
    }

    private static String size(double size) {
        return Double.isFinite(size) ? Numbers.count(Math.round(size)) : "-";
    }

    /** Writes the modes with what they weigh; empty if there is one alone, or particles did not look. */
    public Optional<String> modes() {
        List<SampledMode> modes = posterior.particles().map(SampledPosterior.ByParticles::modes).orElse(List.of()).stream()
                .filter(mode -> mode.weight().value() >= LEAST_WEIGHT).toList();
        if (modes.size() < 2) {
            return Optional.empty();
        }
        List<String> names = posterior.summaries().keySet().stream().limit(8).toList();
        List<String> header = new ArrayList<>(List.of("probability", "error"));
        header.addAll(names);
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (SampledMode mode : modes) {
            List<String> row = new ArrayList<>(List.of(Numbers.decimals(mode.weight().value(), 4),
                    Numbers.decimals(mode.weight().error(), 4)));
            for (int i = 0; i < names.size(); i++) {
                row.add(Numbers.significant(mode.values()[i], 4));
            }
            table.row(row.toArray(String[]::new));
        }
        return Optional.of(table.toString());
    }

    /** Writes the evidence; empty if it is not known. */
    public Optional<String> evidence() {
        return posterior.particles().flatMap(SampledPosterior.ByParticles::logEvidence).map(PosteriorText::words);
    }

    private static String words(Estimate evidence) {
        return String.format(Locale.ROOT, "%.3f nats, error %.3f", evidence.value(), evidence.error());
    }

    /** Writes what was believed before the data, a line for each parameter. */
    public List<String> priors() {
        return posterior.priors().stream().map(PosteriorText::words).toList();
    }

    private static String words(StatedPrior stated) {
        boolean uniform = stated.prior() instanceof Prior.Uniform;
        boolean below = Double.isFinite(stated.bounds().lower());
        boolean above = Double.isFinite(stated.bounds().upper());
        String lower = Numbers.rounded(stated.bounds().lower());
        String upper = Numbers.rounded(stated.bounds().upper());
        String cut = uniform || (!below && !above) ? ""
                : ", cut to " + (below && above ? lower + " to " + upper : below ? "more than " + lower : "less than " + upper);
        return stated.parameter() + ": " + PriorText.of(stated.prior()) + cut + (stated.byDefault() ? " (by default)" : "");
    }
}

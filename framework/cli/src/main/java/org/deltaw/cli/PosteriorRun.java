package org.deltaw.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.kernel.posterior.Posterior;
import org.deltaw.kernel.sampling.SampledPosterior;
import org.deltaw.kernel.sampling.SamplingListener;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.posterior.PosteriorStudy;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.PosteriorText;
import org.deltaw.study.report.TextTable;
import org.jspecify.annotations.Nullable;

/** Samples posteriors and shows how it goes and what comes out. */
final class PosteriorRun implements PosteriorStudy.Listener {
    private static final String KIND = "posterior";
    private static final int WIDTH = 98;
    private static final double NANOS = 1e9;

    private final Console console;
    private final PosteriorStudy study;
    private final StopSignal stop;
    private final StrictOption strict;
    private final boolean separate;
    private final Map<String, Path> folders = new LinkedHashMap<>();
    private final long begun = System.nanoTime();
    private @Nullable TaskProgress subjects;

    PosteriorRun(Console console, PosteriorStudy study, StopSignal stop, StrictOption strict) {
        this.console = console;
        this.study = study;
        this.stop = stop;
        this.strict = strict;
        this.separate = FitStudy.isSeparate(study.fit());
    }

    Answer run() {
        stop.advise("Sampling takes long to stop. What is done is in " + study.path() + ".");
        if (separate) {
            subjects = new TaskProgress(console, "subject", study.opened().problems().size(), System::nanoTime);
        }
        List<SampledPosterior> posteriors = study.run(this);
        if (subjects != null) {
            subjects.end();
        }
        boolean whole = posteriors.size() == study.opened().problems().size();
        if (!whole) {
            console.print(separate && !posteriors.isEmpty() ? "Interrupted; what is done is in " + study.path() + "."
                    : "Interrupted; nothing was drawn to its end.");
        }
        boolean passed = posteriors.stream().allMatch(each -> each.verdict().passed());
        if (separate && !passed) {
            console.print("Not to be used as they are: the posteriors of " + String.join(", ", posteriors.stream()
                    .filter(each -> !each.verdict().passed()).map(SampledPosterior::subject).toList()) + ".");
        }
        posteriors.forEach(this::print);
        if (whole) {
            console.note("");
            console.note("Sampled in " + Numbers.duration((System.nanoTime() - begun) / NANOS) + ". Files in " + study.path()
                    + ": posterior.json, chain-1.csv and so on" + (separate ? ", a directory for each subject in subjects/" : ""));
        }
        return Answer.of(KIND, () -> PosteriorStudy.json(posteriors)).in(study.path()).ending(!whole ? stop.exitCode()
                : separate ? strict.exitCode(passed) : passed ? ExitCode.DONE : ExitCode.NOT_CONVERGED);
    }

    private void print(SampledPosterior posterior) {
        PosteriorText text = new PosteriorText(posterior);
        if (separate) {
            console.title("Subject " + posterior.subject());
        }
        text.verdict().forEach(this::wrapped);
        text.remarks().forEach(this::wrapped);
        console.title(switch (posterior.source()) {
            case CHAINS -> "Posterior (" + Numbers.count(posterior.chains().size(), "chain") + " of "
                    + Numbers.count(posterior.chains().getFirst().values().length, "draw") + ")";
            case PARTICLES -> "Posterior (" + Numbers.count(posterior.particles().orElseThrow().count()) + " particles in each run)";
        });
        console.print(text.parameters());
        text.modes().ifPresent(modes -> {
            console.title("Modes, by their highest points");
            console.print(modes);
        });
        text.evidence().ifPresent(evidence -> {
            console.print("");
            console.print("  Log evidence: " + evidence);
        });
        console.title("Priors");
        text.priors().forEach(line -> console.print("  " + line));
        posterior.warnings().forEach(console::warn);
    }

    private void wrapped(String sentence) {
        TextTable.wrapped(sentence, WIDTH).forEach(console::print);
    }

    @Override
    public SamplingListener sampling(Posterior posterior) {
        return new SamplingProgress(console, stop, !separate, posterior.size());
    }

    @Override
    public void sampled(SampledPosterior posterior, Path folder) {
        folders.put(posterior.subject(), folder);
        if (subjects != null) {
            boolean passed = posterior.verdict().passed();
            subjects.done(posterior.subject(), posterior.subject() + (passed ? "" : ": diagnostics failed"), !passed, false);
        }
    }

    @Override
    public boolean stopRequested() {
        return stop.requested();
    }
}

package org.deltaw.study.sweep;

import java.util.List;
import java.util.Optional;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;

/**
 * What an experiment's file says: which spec is fitted under which changes, what is kept of each fit, and what is drawn and said
 * about all of them.
 */
public record Experiment(
        @Setting("what the experiment shows, in one line") String title,
        @Setting(value = "what to know before its results are read", byDefault = "''") String about,
        @Setting("the spec from which all fits start, relative to this file") String spec,
        @Setting("recordings that whoever runs it names with --data DIR") Optional<Recordings> recordings,
        @Setting(value = "changes of the spec in all fits, as in [training.epochs=50]", byDefault = "[]") List<String> set,
        @Setting(value = "what differs between fits: every combination of levels is fitted", byDefault = "[]")
                List<Factor> vary,
        @Setting(value = "seeds; every combination is fitted with each", byDefault = "[1]") List<Integer> seeds,
        @Setting(value = "what is different with --quick", byDefault = "{}") SmallRun quick,
        @Setting("the figures of each fit that the table keeps, as in [heldOut.rSquared.weights.uniform]")
                List<String> collect,
        @Setting(value = "what is kept of each epoch or step, as in [loss, weightError, rule.x*r]", byDefault = "[]")
                List<String> curves,
        @Setting(value = "losses; epochsTo.LOSS and secondsTo.LOSS tell when training reached them", byDefault = "[]")
                List<Double> reach,
        @Setting(value = "what is drawn", byDefault = "[]") List<Plot> figures,
        @Setting(value = "what is said at the end", byDefault = "[]") List<Finding> findings) {
    /**
     * Recordings that are no part of DeltaW.
     *
     * @param files which files of the folder are taken, if each is a recording
     * @param folders which folders in it are taken, if each is a recording
     * @param about where they come from and what they must hold
     */
    public record Recordings(
            @Setting("which files of the folder are taken, as in '*.mat'") Optional<String> files,
            @Setting("which folders in it are taken, where each holds a recording, as in '*Fly*'") Optional<String> folders,
            @Setting("where they come from, and what they must hold") String about) {
        public Recordings {
            if (files.isPresent() == folders.isPresent()) {
                throw new InvalidSpecException(files.isPresent() ? "folders" : "files", "Expected either files or folders, as in files: "
                        + "'*.mat'.");
            }
        }

        /** Returns which are taken. */
        String pattern() {
            return files.or(this::folders).orElseThrow();
        }

        /** Returns the setting that is told where they are. */
        String key() {
            return files.isPresent() ? "data.files" : "data.folders";
        }

        /** Says in one sentence without its end what is needed. */
        String need() {
            return about.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
        }
    }

    public Experiment {
        set = List.copyOf(set);
        vary = List.copyOf(vary);
        seeds = List.copyOf(seeds);
        collect = List.copyOf(collect);
        curves = List.copyOf(curves);
        reach = List.copyOf(reach);
        figures = List.copyOf(figures);
        findings = List.copyOf(findings);
        new ExperimentCheck(vary, reach, curves).check(seeds, quick, collect, figures, findings);
    }

    /** Tells whether figures or sentences show how long fits take, so that they must not take time from one another. */
    boolean showsSeconds() {
        return figures.stream().anyMatch(plot -> plot.across().equals(Curves.SECONDS) || plot.show().stream().anyMatch(Measures::isTiming))
                || findings.stream().anyMatch(finding -> Measures.isTiming(finding.of()));
    }

    /** Returns the levels that are fitted. */
    List<Factor> factors(boolean small) {
        return small ? vary.stream().map(factor -> factor.only(quick.levels().get(factor.name()))).toList() : vary;
    }

    /** Returns the seeds that are used. */
    List<Integer> seeds(boolean small) {
        return small ? quick.seeds().orElse(seeds) : seeds;
    }
}

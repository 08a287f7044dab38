package org.deltaw.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deltaw.kernel.Fit;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.runtime.change.PluginChange;
import org.deltaw.runtime.discover.Installed;
import org.deltaw.spec.SpecFile;
import org.deltaw.spi.Configured;
import org.deltaw.spi.Extension;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.record.Destination;

/** A spec that is fitted anew when it or a plugin that it uses has changed. For one thread. */
final class WatchedFit {
    private final Console console;
    private final ExtensionRegistry registry;
    private final Function<Console, StopSignal> stop;
    private final Path spec;
    private final List<String> overrides;
    private final List<Map<String, ?>> results = new ArrayList<>();
    private boolean outdated = true;
    private String seen = "";
    /** The classes of the extensions that the last fit used; empty if it did not come so far: then any plugin may be what it lacks. */
    private Set<String> used = Set.of();

    /** @param stop makes the signal that ends a training early */
    WatchedFit(Console console, ExtensionRegistry registry, Function<Console, StopSignal> stop, Path spec, List<String> overrides) {
        this.console = console;
        this.registry = registry;
        this.stop = stop;
        this.spec = spec;
        this.overrides = List.copyOf(overrides);
    }

    /** Is told of a change, which may be of no concern. */
    void concerns(PluginChange change) {
        outdated |= used.isEmpty() || Stream.concat(change.before().stream(), change.after().stream())
                .map(Installed::provider).anyMatch(used::contains);
    }

    /** Tells whether the spec, or a plugin that the last fit used, has changed since. */
    boolean isOutdated() {
        return outdated || !look().equals(seen);
    }

    /** Fits; what is wrong is said, and may be mended. Returns the exit code. */
    int fit() {
        seen = look();
        outdated = false;
        used = Set.of();
        try {
            SpecFile file = Specs.read(console, spec, overrides);
            Fit fit = file.fit(registry);
            used = classes(fit);
            console.title("Fit");
            try (FitStudy study = FitStudy.begin(file, registry, Destination.inRuns("")); StopSignal signal = stop.apply(console)) {
                Answer answer = FitText.run(console, study, signal, new StrictOption());
                keep(answer.result());
                return answer.exitCode();
            }
        } catch (Exception | LinkageError failed) {
            Failures.Failure failure = new Failures(registry).of(failed);
            keep(() -> Map.of("error", failure.json()));
            if (!console.isForPrograms()) {
                console.error(failure.sentence());
            }
            return failure.exitCode();
        } finally {
            console.print("");
        }
    }

    /** Keeps what came of a fit, if a program will read it: whoever watches for days would pile it up for nobody. */
    private void keep(Supplier<? extends Map<String, ?>> result) {
        if (console.isForPrograms()) {
            results.add(result.get());
        }
    }

    /** Returns what came of each fit, or why it failed, for programs. */
    List<Map<String, ?>> results() {
        return List.copyOf(results);
    }

    private String look() {
        try {
            return Files.getLastModifiedTime(spec) + " " + Files.size(spec);
        } catch (IOException e) {
            return "not there";
        }
    }

    /** Names the classes of all extensions that a fit may use. */
    static Set<String> classes(Fit fit) {
        Set<String> classes = new HashSet<>();
        Stream.of(
                        Stream.of(fit.data().source(), fit.network().architecture(), fit.backend().backend()),
                        fit.rules().stream().map(Fit.RuleChoice::family),
                        fit.losses().stream().map(Fit.LossChoice::function),
                        fit.optimizer().candidates().stream())
                .flatMap(each -> each)
                .forEach(each -> classes.add(((Extension<?>) ((Configured<?>) each).extension()).getClass().getName()));
        return classes;
    }
}

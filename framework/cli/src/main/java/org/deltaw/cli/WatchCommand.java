package org.deltaw.cli;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.runtime.Installation;
import org.deltaw.runtime.change.PluginChange;
import org.deltaw.spec.text.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs until Ctrl-C, tells of plugins that come and go, and keeps a fit up to date with them. */
@Command(name = "watch",
        header = "Tells of plugins that come and go, and fits anew.",
        descriptionHeading = "%n",
        description = {
            "Lists what is in the plugin folders, and then says in a line each what happens to it: which jar has come, was "
                    + "replaced or has gone, what it brings, and why it cannot be used if so. A jar that is still being copied is "
                    + "left alone until it is complete.",
            "With a spec it fits: once, and again, into a new directory, whenever the spec or a plugin that it uses has "
                    + "changed. A fit that is running ends with what it has begun with.",
            "Ctrl-C ends it."},
        footer = {"", "Examples:", "  deltaw watch", "  deltaw watch fly.yaml",
            "  DELTAW_PLUGINS=target deltaw watch fly.yaml 'rule={family: my-rule}'"})
final class WatchCommand implements Callable<Answer> {
    private static final long LOOK_EVERY_MILLIS = 100;

    private final Console console;
    private final ExtensionRegistry registry;
    private final Optional<Installation> installation;
    private final Function<Console, StopSignal> stop;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SPEC", description = "A spec file, in YAML or JSON, to be fitted.")
    private @Nullable Path spec;

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE",
            description = "Settings to use instead of those in the spec, as in training.epochs=50.")
    private List<String> overrides = new ArrayList<>();

    WatchCommand(Console console, ExtensionRegistry registry, Optional<Installation> installation,
            Function<Console, StopSignal> stop) {
        this.console = console;
        this.registry = registry;
        this.installation = installation;
        this.stop = stop;
    }

    @Override
    public Answer call() throws Exception {
        Installation home = InstallCommand.required(installation);
        BlockingQueue<PluginChange> changes = new LinkedBlockingQueue<>();
        try (StopSignal signal = stop.apply(console)) {
            registry.follow(changes::add);
            PluginLines.list(registry.installed()).forEach(console::print);
            console.print("Watching " + Words.and(Stream.concat(home.pluginFolders().stream(), Stream.ofNullable(spec))
                    .map(Path::toString).toList()) + ". Ctrl-C ends it.");
            Optional<WatchedFit> fit = Optional.ofNullable(spec)
                    .map(path -> new WatchedFit(console, registry, stop, path, overrides));
            List<String> told = new ArrayList<>();
            while (!signal.requested()) {
                if (fit.isPresent() && fit.get().isOutdated() && fit.get().fit() == signal.exitCode()) {
                    break;
                }
                PluginChange change = changes.poll(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
                if (change != null) {
                    told.add(PluginLines.of(change, LocalTime.now(ZoneId.systemDefault())));
                    console.print(told.getLast());
                    fit.ifPresent(each -> each.concerns(change));
                }
            }
            return Answer.of("watch", Map.of("changes", told, "fits", fit.map(WatchedFit::results).orElse(List.of())))
                    .ending(signal.exitCode());
        }
    }
}

package org.deltaw.runtime;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.CompiledPrograms;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.runtime.change.ChangeWatch;
import org.deltaw.runtime.change.PluginChange;
import org.deltaw.runtime.change.Snapshot;
import org.deltaw.runtime.discover.Catalogue;
import org.deltaw.runtime.discover.Catalogue.Entry;
import org.deltaw.runtime.discover.ClassPathSource;
import org.deltaw.runtime.discover.Deadline;
import org.deltaw.runtime.discover.Installed;
import org.deltaw.runtime.discover.Installed.State;
import org.deltaw.runtime.discover.Kind;
import org.deltaw.runtime.discover.Official;
import org.deltaw.runtime.discover.Source;
import org.deltaw.spi.Extension;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * The extensions that are installed, and what is wrong with those that cannot be used.
 *
 * <p>In Felix a plugin appears and disappears while DeltaW runs; an extension that was handed out before
 * goes on working. Each call sees one moment. May be used by several threads; {@link #follow} tells when something has changed.
 */
public final class ExtensionRegistry implements ExtensionCatalog, AutoCloseable {
    /** How many broken plugins a message quotes, so that it stays readable. */
    private static final int QUOTED = 3;

    private final Source source;
    private final CompiledPrograms programs = new CompiledPrograms();
    private final List<ChangeWatch> watches = new CopyOnWriteArrayList<>();
    private volatile @Nullable Catalogue catalogue;

    public ExtensionRegistry(Source source) {
        this.source = source;
        // What is not asked for any more must not be held: a plugin that is gone could never be forgotten.
        source.onChange(() -> {
            catalogue = null;
            programs.closeIdle();
        });
    }

    /** Opens a registry of what a class loader finds on a flat class path; for programs that embed DeltaW. */
    public static ExtensionRegistry ofClassPath(ClassLoader loader) {
        return new ExtensionRegistry(new ClassPathSource(loader, Deadline.OF_PLUGINS));
    }

    /** {@inheritDoc} A backend that is unavailable on this machine is listed. */
    @Override
    public <E extends Extension<?>> List<E> all(Class<E> kind) {
        Kind wanted = Kind.of(kind);
        return catalogue().entries().stream()
                .filter(entry -> entry.is(wanted))
                .flatMap(entry -> entry.extension().stream())
                .map(kind::cast)
                .toList();
    }

    /** {@inheritDoc} A backend that is unavailable on this machine is returned. */
    @Override
    public <E extends Extension<?>> E get(Class<E> kind, ExtensionId id) {
        Kind wanted = Kind.of(kind);
        List<Entry> entries = catalogue().entries();
        Optional<ExtensionId> name = Optional.of(id);
        List<Entry> named = entries.stream()
                .filter(entry -> entry.is(wanted) && entry.installed().id().equals(name))
                .toList();
        for (Entry entry : named) {
            if (entry.extension().isPresent()) {
                return kind.cast(entry.extension().get());
            }
        }
        throw new InvalidSpecException(named.isEmpty()
                ? unknown(entries, wanted, id)
                : "The " + wanted + " '" + id + "' cannot be used: " + reasons(named.stream()));
    }

    /** Lists everything that is installed, usable or not: by kind and name, what is not even known last. */
    public List<Installed> installed() {
        return catalogue().entries().stream().map(Entry::installed).toList();
    }

    @Override
    public CompiledPrograms programs() {
        return programs;
    }

    /** Lists what is running, by name, for the record of a run. Reads every jar once. */
    @Override
    public List<BundleInfo> bundles() {
        return source.bundles();
    }

    /**
     * Tells of every plugin that comes, is replaced or goes from now on, until this registry is closed. On a flat class path that never
     * happens.
     *
     * <p>In an installation of DeltaW a jar is taken up once it is complete, one to two seconds after it was copied.
     *
     * @param listener called on a thread of the registry, for one change after the other, when what changes together has changed
     */
    public void follow(Consumer<PluginChange> listener) {
        ChangeWatch watch = new ChangeWatch(source, () -> Snapshot.of(source.revisions(), installed()), listener);
        watches.add(watch);
        source.onChange(watch::changed);
        watch.start();
    }

    /** Stops watching for plugins. */
    @Override
    public void close() {
        watches.forEach(ChangeWatch::close);
        programs.close();
        source.close();
    }

    /** Returns the only application. */
    <T> T application(Class<T> type) {
        return source.application(type);
    }

    private synchronized Catalogue catalogue() {
        Catalogue current = catalogue;
        if (current == null || !current.stamp().equals(source.stamp())) {
            current = Catalogue.of(source);
            catalogue = current;
        }
        return current;
    }

    private String unknown(List<Entry> entries, Kind kind, ExtensionId id) {
        List<String> names = entries.stream()
                .filter(entry -> entry.is(kind) && entry.extension().isPresent())
                .map(entry -> entry.installed().id().orElseThrow().name())
                .toList();
        Optional<String> whereabouts = Official.whereabouts(kind, id);
        Optional<String> nearest = whereabouts.isPresent() ? Optional.empty() : Nearest.to(id.name(), names);
        return "No " + kind + " is called '" + id + "'" + nearest.map(name -> "; did you mean '" + name + "'? ").orElse(". ")
                + (names.isEmpty() ? "None is installed. " : "Installed: " + String.join(", ", names) + ". ")
                + suspects(entries, kind)
                + whereabouts.map(sentence -> sentence + " ").orElse("")
                + "To add one, " + source.place().add() + "; 'deltaw plugins' lists what is there.";
    }

    /** What is so broken that it could not say its name may be what the user means. */
    private static String suspects(List<Entry> entries, Kind kind) {
        String reasons = reasons(entries.stream().filter(entry ->
                entry.installed().id().isEmpty() && entry.installed().kind().orElse(kind) == kind));
        return reasons.isEmpty() ? "" : "Or is it one that does not work? " + reasons + " ";
    }

    private static String reasons(Stream<Entry> entries) {
        return entries.map(entry -> entry.installed().state())
                .map(state -> switch (state) {
                    case State.Ready() -> "";
                    case State.Unavailable(String reason) -> reason;
                    case State.Broken(String reason) -> reason;
                })
                .distinct()
                .limit(QUOTED)
                .collect(Collectors.joining(" "));
    }
}

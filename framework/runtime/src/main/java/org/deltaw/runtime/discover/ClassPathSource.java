package org.deltaw.runtime.discover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.runtime.bundle.ApiVersion;
import org.deltaw.runtime.bundle.Declared;
import org.deltaw.runtime.bundle.Jar;
import org.deltaw.runtime.discover.Discovered.Failed;
import org.deltaw.runtime.discover.Discovered.Found;
import org.jspecify.annotations.Nullable;

/** Finds extensions on a flat class path. */
public final class ClassPathSource implements Source {
    /** More than anybody will ever see; ends a loop that Java does not promise to end. */
    private static final int MOST_ERRORS = 1000;

    private final Object lock = new Object();
    private @Nullable List<BundleInfo> bundles;
    private final ClassLoader loader;
    private final Deadline deadline;
    private final Factory factory;

    public ClassPathSource(ClassLoader loader, Deadline deadline) {
        this.loader = loader;
        this.deadline = deadline;
        this.factory = new Factory(PluginLocation.CLASS_PATH, deadline);
    }

    @Override
    public Object stamp() {
        return loader;
    }

    @Override
    public List<Discovered> discover() {
        List<Discovered> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            each(kind.type(),
                    (jar, extension) -> all.add(new Found(kind, jar, extension)),
                    (declared, reason) -> all.add(
                            new Failed(Optional.of(kind), declared.jar(), declared.provider(), reason)));
        }
        for (ClassPathElement element : elements()) {
            element.unreadable().ifPresent(
                    reason -> all.add(new Failed(Optional.empty(), element.jar(), "", reason)));
        }
        return all;
    }

    @Override
    public List<BundleInfo> bundles() {
        synchronized (lock) {
            List<BundleInfo> known = bundles;
            if (known == null) {
                // Jars may be large, so their digests are taken once.
                known = elements().stream()
                        .map(ClassPathElement::bundle)
                        .sorted(Comparator.comparing(BundleInfo::name).thenComparing(BundleInfo::file))
                        .toList();
                bundles = known;
            }
            return known;
        }
    }

    @Override
    public Map<Jar, Object> revisions() {
        return Map.of();
    }

    @Override
    public void onChange(Runnable changed) {
        // A class path stays what it was when the program started.
    }

    @Override
    public boolean isChanging() {
        return false;
    }

    @Override
    public <T> T application(Class<T> type) {
        List<T> found = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        each(type, (_, application) -> found.add(application), (_, reason) -> faults.add(reason));
        return Applications.only(found, faults);
    }

    @Override
    public PluginLocation place() {
        return PluginLocation.CLASS_PATH;
    }

    @Override
    public Deadline deadline() {
        return deadline;
    }

    @Override
    public void close() {
        // Nothing is held: the class loader belongs to whoever gave it.
    }

    private Set<ClassPathElement> elements() {
        try {
            return ClassPathElement.of(loader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands over what is declared for an interface, or the reason why it cannot be had. */
    private <T> void each(Class<T> service, BiConsumer<Jar, T> found, BiConsumer<Declared, String> failed) {
        List<Declared> fitting = new ArrayList<>();
        Set<String> unfit = new HashSet<>();
        for (Declared declared : declared(service)) {
            mismatch(declared).ifPresentOrElse(reason -> {
                failed.accept(declared, reason);
                unfit.add(declared.provider());
            }, () -> fitting.add(declared));
        }
        List<ServiceLoader.Provider<T>> providers = providers(service, unfit);
        for (Declared declared : fitting) {
            // One class in two jars is found twice, and so reported: which of them is used would be chance.
            Optional<ServiceLoader.Provider<T>> provider = providers.stream()
                    .filter(each -> each.type().getName().equals(declared.provider())).findFirst();
            create(service, declared, provider, found, failed);
        }
        Set<String> done = fitting.stream().map(Declared::provider).collect(Collectors.toSet());
        providers.stream().filter(each -> !done.contains(each.type().getName())).forEach(each -> create(service,
                new Declared(service, each.type().getName(), jarOf(each.type())), Optional.of(each), found, failed));
    }

    private <T> void create(Class<T> service, Declared declared, Optional<ServiceLoader.Provider<T>> provider,
            BiConsumer<Jar, T> found, BiConsumer<Declared, String> failed) {
        try {
            Object instance = provider.isPresent() ? factory.create(declared, provider.get(), this::load)
                    : factory.create(declared, this::load);
            found.accept(declared.jar(), service.cast(instance));
        } catch (Unusable unusable) {
            failed.accept(declared, unusable.reason());
        }
    }

    private static Optional<String> mismatch(Declared declared) {
        return ApiVersion.mismatch(declared.jar(), new ClassPathElement(Path.of(declared.jar().path()))
                .header("Import-Package")
                .orElse(""));
    }

    private Class<?> load(String name) throws ClassNotFoundException {
        return Class.forName(name, false, loader);
    }

    private Set<Declared> declared(Class<?> service) {
        Set<Declared> all = new LinkedHashSet<>();
        String name = Declared.file(service);
        try {
            for (URL file : Collections.list(loader.getResources(name))) {
                Optional<ClassPathElement> element = ClassPathElement.holding(file, name);
                if (element.isPresent()) {
                    all.addAll(Declared.read(service, file, element.get().jar()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** Lists what Java finds by itself: most of what is declared, and what modules provide. Runs no code of plugins. */
    private <T> List<ServiceLoader.Provider<T>> providers(Class<T> service, Set<String> unfit) {
        List<ServiceLoader.Provider<T>> providers = new ArrayList<>();
        Iterator<ServiceLoader.Provider<T>> iterator = ServiceLoader.load(service, loader).stream().iterator();
        // After an error Java does no more than its best to go on, so errors are counted.
        for (int errors = 0; errors < MOST_ERRORS;) {
            try {
                if (!iterator.hasNext()) {
                    break;
                }
                ServiceLoader.Provider<T> provider = iterator.next();
                if (!unfit.contains(provider.type().getName())) {
                    providers.add(provider);
                }
            } catch (RuntimeException | Error broken) {
                // The factory finds out what it is.
                errors++;
            }
        }
        return providers;
    }

    private static Jar jarOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return Optional.ofNullable(source)
                .flatMap(known -> ClassPathElement.holding(known.getLocation(), ""))
                .map(ClassPathElement::jar)
                .orElseGet(() -> new Jar(type.getModule().toString(), type.getModule().toString(), ""));
    }
}

package org.deltaw.runtime.discover;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.runtime.bundle.BundleJar;
import org.deltaw.runtime.bundle.Declared;
import org.deltaw.runtime.bundle.Jar;
import org.deltaw.runtime.discover.Discovered.Failed;
import org.deltaw.runtime.discover.Discovered.Found;
import org.deltaw.spi.Extension;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Finds extensions that are OSGi services. */
public final class ServiceSource implements Source {
    /** How long a bundle may take to register the application after it was started, in milliseconds. */
    private static final long PATIENCE = 2_000;

    /** What the launcher publishes: why jars could not be installed or started, by path. */
    private static final String LAUNCH_PROBLEMS = "(&(objectClass=java.util.Map)(deltaw.launch.problems=true))";

    /** With this property the launcher says that it is installing, starting and stopping bundles. */
    private static final String LAUNCH_CHANGING = "deltaw.launch.changing";

    /** Marks what tells the launcher whether a bundle is still in use, so that it may not go yet. */
    private static final String IN_USE = "deltaw.in-use";

    /** Stands for a service whose object could not be had. */
    private static final Object NOTHING = new Object();

    /** A class that a bundle has published under an interface. */
    private record Published(Bundle bundle, String service, String provider) {}

    /** When anything last changed. */
    private record Stamp(long bundles, List<Integer> services, Map<String, String> launchProblems) {}

    private final BundleContext context;
    private final Deadline deadline;
    private final AtomicLong bundleChanges = new AtomicLong();
    private final Map<Kind, ServiceTracker<Object, Object>> extensions = new EnumMap<>(Kind.class);
    private final ServiceTracker<Object, Object> launchProblems;
    /** By the numbers of bundles: a bundle itself would hold its classes. */
    private final Map<Long, BundleInfo> infos = new ConcurrentHashMap<>();
    private final Uses uses = new Uses();
    private final ServiceRegistration<?> usage;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final SynchronousBundleListener listener = this::changed;

    public ServiceSource(BundleContext context, Deadline deadline) {
        this.context = context;
        this.deadline = deadline;
        this.launchProblems = new ServiceTracker<>(context, filter(LAUNCH_PROBLEMS), new Getting());
        for (Kind kind : Kind.values()) {
            extensions.put(kind, new ServiceTracker<>(context, kind.type().getName(), new Getting()));
        }
        context.addBundleListener(listener);
        trackers().forEach(ServiceTracker::open);
        usage = context.registerService(Predicate.class, uses, FrameworkUtil.asDictionary(Map.of(IN_USE, true)));
    }

    @Override
    public Object stamp() {
        return new Stamp(
                bundleChanges.get(), trackers().map(ServiceTracker::getTrackingCount).toList(), launchProblems());
    }

    @Override
    public List<Discovered> discover() {
        List<Discovered> all = new ArrayList<>();
        Set<Published> published = new HashSet<>();
        List<Failed> empty = new ArrayList<>();
        extensions.forEach((kind, tracker) -> tracker.getTracked().forEach((reference, service) -> {
            Bundle bundle = reference.getBundle();
            if (bundle == null) {
                return;
            }
            Jar jar = new BundleJar(bundle).jar();
            if (service instanceof Extension<?> extension) {
                // Before anything else, since the bundle may go while we look at others.
                uses.note(extension);
                all.add(new Found(kind, jar, extension));
                published.add(new Published(bundle, kind.type().getName(), service.getClass().getName()));
            } else {
                empty.add(new Failed(Optional.of(kind), jar, "", jar + ": a " + kind + " is registered as a service, "
                        + "but creating it fails; " + PluginLocation.PLUGINS.replace() + "."));
            }
        }));
        List<Discovered> declared = scan((bundle, each) -> published.contains(
                new Published(bundle, each.service().getName(), each.provider()))).all();
        declared.forEach(each -> {
            if (each instanceof Found found) {
                uses.note(found.extension());
            }
        });
        all.addAll(declared);
        // A declared provider that cannot be created leaves an empty service; what was found out says more.
        empty.removeIf(each -> declared.stream().anyMatch(better -> better.jar().equals(each.jar())));
        all.addAll(empty);
        return all;
    }

    @Override
    public List<BundleInfo> bundles() {
        return Stream.of(context.getBundles())
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING
                        || (bundle.getState() == Bundle.RESOLVED && new BundleJar(bundle).isFragment()))
                // Read once: if the file is replaced later, it is still the old one that runs.
                .map(bundle -> infos.computeIfAbsent(bundle.getBundleId(), _ -> new BundleJar(bundle).info()))
                .sorted(Comparator.comparing(BundleInfo::name).thenComparing(BundleInfo::version))
                .toList();
    }

    @Override
    public Map<Jar, Object> revisions() {
        Map<Jar, Object> revisions = new HashMap<>();
        BundleScan.latest(List.of(context.getBundles()))
                .forEach(bundle -> revisions.put(new BundleJar(bundle).jar(), bundle.getBundleId()));
        return revisions;
    }

    @Override
    public void onChange(Runnable changed) {
        listeners.add(changed);
    }

    @Override
    public boolean isChanging() {
        return Optional.ofNullable(launchProblems.getServiceReference())
                .filter(launcher -> Boolean.TRUE.equals(launcher.getProperty(LAUNCH_CHANGING))).isPresent();
    }

    @Override
    public <T> T application(Class<T> type) {
        ServiceTracker<T, T> published = new ServiceTracker<>(context, type, null);
        published.open();
        try {
            List<T> found = new ArrayList<>(published.getTracked().values());
            List<String> faults = new ArrayList<>();
            if (found.isEmpty()) {
                scan((_, _) -> false).each(type, found::add, faults::add);
            }
            if (found.isEmpty() && faults.isEmpty()) {
                published.waitForService(PATIENCE);
                found.addAll(published.getTracked().values());
            }
            return Applications.only(found, faults);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped before the application had appeared.", e);
        } finally {
            published.close();
        }
    }

    @Override
    public PluginLocation place() {
        return PluginLocation.PLUGINS;
    }

    @Override
    public Deadline deadline() {
        return deadline;
    }

    @Override
    public void close() {
        try {
            usage.unregister();
        } catch (IllegalStateException gone) {
            // It was closed before, or the framework is stopping.
        }
        trackers().forEach(ServiceTracker::close);
        context.removeBundleListener(listener);
    }

    private void changed(BundleEvent event) {
        bundleChanges.incrementAndGet();
        if (event.getType() == BundleEvent.UNINSTALLED) {
            infos.remove(event.getBundle().getBundleId());
        }
        changed();
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    private BundleScan scan(BiPredicate<Bundle, Declared> published) {
        return new BundleScan(List.of(context.getBundles()), launchProblems(), published, new Factory(place(), deadline));
    }

    private Stream<ServiceTracker<Object, Object>> trackers() {
        return Stream.concat(extensions.values().stream(), Stream.of(launchProblems));
    }

    private Map<String, String> launchProblems() {
        Map<String, String> problems = new TreeMap<>();
        for (Object service : launchProblems.getTracked().values()) {
            ((Map<?, ?>) service).forEach((path, reason) -> problems.put(path.toString(), reason.toString()));
        }
        return problems;
    }

    private static Filter filter(String filter) {
        try {
            return FrameworkUtil.createFilter(filter);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Gets services, and also keeps those whose object cannot be had. */
    private final class Getting implements ServiceTrackerCustomizer<Object, Object> {
        @Override
        public Object addingService(ServiceReference<Object> reference) {
            changed();
            try {
                Object service = deadline.call(() -> context.getService(reference));
                return service == null ? NOTHING : service;
            } catch (Throwable hanging) {
                // Why it cannot be had is found out when somebody asks what is installed.
                return NOTHING;
            }
        }

        @Override
        public void modifiedService(ServiceReference<Object> reference, Object service) {
            changed();
        }

        @Override
        public void removedService(ServiceReference<Object> reference, Object service) {
            context.ungetService(reference);
            changed();
        }
    }
}

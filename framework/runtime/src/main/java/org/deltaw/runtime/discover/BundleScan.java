package org.deltaw.runtime.discover;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltaw.runtime.bundle.BundleJar;
import org.deltaw.runtime.bundle.Declared;
import org.deltaw.runtime.bundle.Jar;
import org.deltaw.runtime.discover.Discovered.Failed;
import org.deltaw.runtime.discover.Discovered.Found;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/**
 * Looks in bundles for what they declare but have not published as a service, and finds out why.
 *
 * @param bundles all that are installed
 * @param launch what went wrong when jars were installed and started, by the jar's path
 * @param published whether a bundle has a service of this interface and class
 * @param factory creates what is no service
 */
record BundleScan(
        List<Bundle> bundles, Map<String, String> launch, BiPredicate<Bundle, Declared> published, Factory factory) {
    /** What the resolver says if nothing is missing, but the parts do not go together. */
    private static final Pattern CONFLICT = Pattern.compile("^(?:Unable to resolve [^:]*: |(?=Uses constraint))(.*)");

    /** Lists extensions that are no services, what is wrong with others, and jars that are of no use at all. */
    List<Discovered> all() {
        List<Discovered> all = new ArrayList<>();
        for (Bundle bundle : latest(bundles)) {
            all.addAll(in(bundle));
        }
        launch.forEach((path, reason) -> {
            if (all.stream().noneMatch(each -> each instanceof Failed failed && failed.jar().path().equals(path))) {
                String file = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
                all.add(new Failed(Optional.empty(), new Jar(file, path, ""), "", sentence(file, reason)));
            }
        });
        return all;
    }

    /** Hands over what is declared for one interface, or the reason why it cannot be had. */
    <T> void each(Class<T> service, Consumer<T> found, Consumer<String> failed) {
        for (Bundle bundle : latest(bundles)) {
            look(bundle, service, (_, instance) -> found.accept(instance), (_, reason) -> failed.accept(reason));
        }
    }

    /** Returns the bundles that stand for a jar now; the framework is none. */
    static Collection<Bundle> latest(List<Bundle> bundles) {
        Map<String, Bundle> latest = new LinkedHashMap<>();
        for (Bundle bundle : bundles) {
            BundleJar jar = new BundleJar(bundle);
            if (!jar.isFramework() && !jar.isFragment() && !jar.isWithdrawn()) {
                // A jar that was replaced leaves its old bundle behind, stopped, for those who still use it.
                latest.put(jar.jar().path(), bundle);
            }
        }
        return latest.values();
    }

    private List<Discovered> in(Bundle bundle) {
        List<Discovered> all = new ArrayList<>();
        try {
            boolean declaring = false;
            for (Kind kind : Kind.values()) {
                declaring |= look(bundle, kind.type(),
                        (jar, extension) -> all.add(new Found(kind, jar, extension)),
                        (declared, reason) -> all.add(
                                new Failed(Optional.of(kind), declared.jar(), declared.provider(), reason)));
            }
            if (!declaring) {
                Jar jar = new BundleJar(bundle).jar();
                idle(bundle, jar).ifPresent(reason -> all.add(new Failed(Optional.empty(), jar, "", reason)));
            }
            return all;
        } catch (RuntimeException e) {
            // A bundle that is uninstalled while we look throws almost anything.
            if (bundle.getState() != Bundle.UNINSTALLED) {
                throw e;
            }
            return List.of();
        }
    }

    /** Returns whether the bundle declares anything for the interface. */
    private <T> boolean look(
            Bundle bundle, Class<T> service, BiConsumer<Jar, T> found, BiConsumer<Declared, String> failed) {
        List<Declared> all = new BundleJar(bundle).declared(service);
        for (Declared declared : all) {
            if (!published.test(bundle, declared)) {
                try {
                    // The registrar gives up a whole jar because of one class that does not link, or is not there yet.
                    create(bundle, declared).map(service::cast).ifPresent(
                            instance -> found.accept(declared.jar(), instance));
                } catch (Unusable unusable) {
                    failed.accept(declared, unusable.reason());
                }
            }
        }
        return !all.isEmpty();
    }

    /** Creates what is declared; empty if the bundle was stopped, and its extensions with it. */
    private Optional<Object> create(Bundle bundle, Declared declared) throws Unusable {
        Jar jar = declared.jar();
        if (bundle.getSymbolicName() == null) {
            throw new Unusable(jar + " is a plain jar, and plugins/ takes OSGi bundles: its manifest has no "
                    + "Bundle-SymbolicName; build it with bnd, as DeltaW's own plugins are.");
        }
        Optional<String> idle = idle(bundle, jar);
        if (idle.isPresent()) {
            throw new Unusable(idle.get());
        } else if (bundle.getState() != Bundle.ACTIVE) {
            return Optional.empty();
        }
        Object instance = factory.create(declared, bundle::loadClass);
        if (!offers(bundle, declared)) {
            throw new Unusable(jar + ": " + declared.provider() + " is listed in META-INF/services, but the manifest "
                    + "does not offer it as a service; annotate it with @ServiceProvider("
                    + declared.service().getSimpleName() + ".class) and build the jar with bnd.");
        }
        return Optional.of(instance);
    }

    private static boolean offers(Bundle bundle, Declared declared) {
        String required = bundle.getHeaders("").get(Constants.REQUIRE_CAPABILITY);
        String provided = bundle.getHeaders("").get(Constants.PROVIDE_CAPABILITY);
        return required != null && required.contains("osgi.serviceloader.registrar")
                && provided != null && provided.contains(declared.service().getName());
    }

    /** Says why a bundle is not active; empty if it is, will be in a moment, or was stopped on purpose. */
    private Optional<String> idle(Bundle bundle, Jar jar) {
        Optional<String> missing = bundle.getState() == Bundle.INSTALLED
                ? new Unresolved(bundle, jar, bundles).reason()
                : Optional.empty();
        return bundle.getState() == Bundle.ACTIVE ? Optional.empty() : missing.or(() ->
                Optional.ofNullable(launch.get(jar.path())).map(reason -> sentence(jar.file(), reason)));
    }

    /** The launcher leaves out the name of the jar, with which the sentence begins, and the full stop. */
    private static String sentence(String file, String reason) {
        // After the first line the resolver draws a picture for developers.
        String line = reason.lines().findFirst().orElse("does not work").strip().replaceFirst("\\.$", "");
        Matcher conflict = CONFLICT.matcher(line);
        if (conflict.find()) {
            return file + " cannot be used together with the other jars in plugins/ ("
                    + conflict.group(1) + "); "
                    + PluginLocation.PLUGINS.replace() + ".";
        }
        return (line.startsWith(file) ? line : file + " " + line) + ".";
    }
}

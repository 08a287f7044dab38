package org.deltaw.study.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.Fit;

/**
 * What computes a run, as far as its last bits may depend on it.
 *
 * @param backend its name; empty if that was not written down
 * @param bundles by name: version and digest, with a space between them
 * @param vectorWidth how many numbers the backend adds up side by side; 0 if that was not written down
 */
public record Platform(String backend, Map<String, String> bundles, int vectorWidth) {
    /** A sentence with more names would not be read. */
    private static final int MOST = 3;

    public Platform {
        bundles = new LinkedHashMap<>(bundles);
    }

    /** Takes down what is running, and by what a fit is computed. */
    public static Platform of(Fit fit, List<BundleInfo> bundles, int vectorWidth) {
        return of(fit.backend().backend().id().name(), bundles, vectorWidth);
    }

    static Platform of(String backend, List<BundleInfo> bundles, int vectorWidth) {
        Map<String, String> all = new LinkedHashMap<>();
        bundles.forEach(bundle -> all.put(bundle.name(), (bundle.version() + " " + bundle.sha256()).strip()));
        return new Platform(backend, all, vectorWidth);
    }

    /** Names the bundles that are gone or changed, in words; what has come besides changes nothing. */
    List<String> changedBundles(Platform now) {
        List<String> changes = new ArrayList<>();
        bundles.forEach((name, then) -> {
            String found = now.bundles.get(name);
            if (found == null) {
                changes.add("the bundle " + name + " (" + version(then) + ", now missing)");
            } else if (!found.equals(then)) {
                changes.add("the bundle " + name + " (" + version(then) + ", now "
                        + (version(found).equals(version(then)) ? "with another content" : version(found)) + ")");
            }
        });
        return changes.size() <= MOST ? changes : Stream.concat(changes.stream().limit(MOST),
                Stream.of((changes.size() - MOST) + " other bundles")).toList();
    }

    /** Says in words whether the width of vectors is another. */
    List<String> changedWidth(Platform now) {
        return vectorWidth == 0 || vectorWidth == now.vectorWidth ? List.of()
                : List.of("the width of vectors (" + vectorWidth + ", now " + now.vectorWidth + ")");
    }

    private static String version(String bundle) {
        int space = bundle.indexOf(' ');
        String version = space < 0 ? bundle : bundle.substring(0, space);
        return version.isEmpty() ? "of unknown version" : version;
    }
}

package org.deltaw.runtime.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.deltaw.runtime.Installation;
import org.osgi.framework.BundleContext;

/** What the launcher does with the jars of an installation, step by step, in a framework of a test's. */
public final class LaunchedBundles {
    private final Bundles bundles;

    /** @param home holds the folders {@code bundles} and {@code plugins} */
    public LaunchedBundles(BundleContext context, Path home) {
        bundles = new Bundles(context, new Installation(home, List.of(home.resolve("plugins"))));
        bundles.start();
    }

    public void follow(Path... changed) {
        bundles.follow(Set.of(changed));
    }

    public void release() {
        bundles.release();
    }
}

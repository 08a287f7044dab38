package org.deltaw.runtime;

import java.util.Map;
import java.util.function.ToIntFunction;
import org.deltaw.runtime.discover.Deadline;
import org.deltaw.runtime.discover.ServiceSource;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/**
 * Offers the launcher, which is outside the framework and shares no class with it but Java's own, a way to
 * run the application: a service that takes the arguments, a {@code String[]}, and gives the exit code.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class RuntimeActivator implements BundleActivator {
    /** Marks the service. */
    private static final String MAIN = "deltaw.main";

    /** Called by the framework. */
    public RuntimeActivator() {}

    @Override
    public void start(BundleContext context) {
        ToIntFunction<Object> main = args -> {
            try (ExtensionRegistry registry = new ExtensionRegistry(new ServiceSource(context, Deadline.OF_PLUGINS))) {
                return ApplicationRun.of(registry, (String[]) args);
            }
        };
        context.registerService(ToIntFunction.class, main, FrameworkUtil.asDictionary(Map.of(MAIN, true)));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework withdraws the service.
    }
}

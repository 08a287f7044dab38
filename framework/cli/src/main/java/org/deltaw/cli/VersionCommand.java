package org.deltaw.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.TextTable;
import picocli.CommandLine.Command;

/** Says what is running. */
@Command(name = "version",
        header = "Shows versions and backends.",
        descriptionHeading = "%n",
        description = "Shows the versions of DeltaW, Java and the operating system, and which backends can run here.",
        footer = {"", "Examples:", "  deltaw version"})
final class VersionCommand implements Callable<Answer> {
    /** The bundle whose version is that of DeltaW. */
    private static final String OWN_BUNDLE = "org.deltaw.cli";

    private final Console console;
    private final ExtensionRegistry registry;

    VersionCommand(Console console, ExtensionRegistry registry) {
        this.console = console;
        this.registry = registry;
    }

    @Override
    public Answer call() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("deltaw", version(registry.bundles()));
        result.put("java", Runtime.version().toString());
        result.put("system", property("os.name") + " " + property("os.version") + ", " + property("os.arch"));
        result.put("processors", Runtime.getRuntime().availableProcessors());
        result.put("megabytes", Runtime.getRuntime().maxMemory() >> 20);
        TextTable table = new TextTable("", "");
        table.row("DeltaW", version(registry.bundles()));
        table.row("Java", Runtime.version() + " (" + property("java.vendor") + ", " + property("java.home") + ")");
        table.row("system", result.get("system") + ", "
                + Numbers.count(Runtime.getRuntime().availableProcessors(), "processor") + ", "
                + Numbers.count(Runtime.getRuntime().maxMemory() >> 20) + " MB for Java");
        List<Map<String, Object>> backends = new ArrayList<>();
        for (GradientBackend<?> backend : registry.all(GradientBackend.class)) {
            table.row("backend", backend.id() + ": "
                    + backend.unavailable().map(reason -> "cannot run here: " + reason).orElse("ready"));
            backends.add(Map.of("name", backend.id().name(), "unavailableBecause", backend.unavailable()));
        }
        result.put("backends", backends);
        console.print(table.toString());
        return Answer.of("version", result);
    }

    /** Returns the version of DeltaW itself. */
    static String version(List<BundleInfo> bundles) {
        return bundles.stream().filter(bundle -> bundle.name().equals(OWN_BUNDLE)).map(BundleInfo::version)
                .filter(version -> !version.isEmpty()).findFirst().orElse("of unknown version");
    }

    private static String property(String name) {
        return System.getProperty(name, "?");
    }
}

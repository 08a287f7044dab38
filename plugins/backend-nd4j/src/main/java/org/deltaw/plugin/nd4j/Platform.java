package org.deltaw.plugin.nd4j;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A machine as the natives' jars name it, such as {@code linux-x86_64}.
 *
 * @param name of the operating system and the processor
 */
record Platform(String name) {
    /** Returns the platform of this process. */
    static Platform here() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String system, String processor) {
        String lower = system.toLowerCase(Locale.ROOT);
        String kernel = lower.startsWith("windows") ? "windows" : lower.startsWith("mac") ? "macosx" : lower;
        String architecture = switch (processor) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm64";
            default -> processor;
        };
        return new Platform(kernel + "-" + architecture);
    }

    /** Says in one sentence that none of the jars holds natives for this platform; empty if one does. */
    Optional<String> missing(List<String> jars) {
        return jars.stream().anyMatch(jar -> jar.endsWith("-" + name + ".jar"))
                ? Optional.empty()
                : Optional.of("Its bundle holds no natives for " + name + "; build it with -Dnd4j.platform=" + name + ".");
    }
}

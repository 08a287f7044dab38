package org.deltaw.study.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What figures were measured on.
 *
 * @param processor as its maker calls it, or its architecture where that is not known
 * @param processors how many the JVM may use
 * @param system the operating system
 * @param java the JVM and its version
 */
public record Machine(String processor, int processors, String system, String java) {
    private static final Path LINUX = Path.of("/proc/cpuinfo");

    /** Looks at the machine that this is. */
    public static Machine current() {
        return new Machine(processorName(), Runtime.getRuntime().availableProcessors(),
                property("os.name") + " " + property("os.version") + ", " + property("os.arch"),
                Runtime.version() + ", " + property("java.vm.name"));
    }

    /** Only Linux and Windows tell without starting another program. */
    private static String processorName() {
        return linuxName(LINUX).or(() -> Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")))
                .filter(name -> !name.isBlank()).orElse(property("os.arch"));
    }

    static Optional<String> linuxName(Path file) {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "?");
    }

    /** Returns it for programs. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("processor", processor);
        json.put("processors", processors);
        json.put("system", system);
        json.put("java", java);
        return json;
    }
}

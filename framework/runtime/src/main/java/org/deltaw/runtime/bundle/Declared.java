package org.deltaw.runtime.bundle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A line of a file in {@code META-INF/services}.
 *
 * @param service the interface after which the file is named
 * @param provider the name of a class
 * @param jar in which the file is
 */
public record Declared(Class<?> service, String provider, Jar jar) {
    static final String FOLDER = "META-INF/services/";

    /** Returns the path of a service file within its jar. */
    public static String file(Class<?> service) {
        return FOLDER + service.getName();
    }

    public String file() {
        return file(service);
    }

    /** Reads a service file. */
    public static List<Declared> read(Class<?> service, URL file, Jar jar) throws IOException {
        URLConnection connection = file.openConnection();
        // A cached connection keeps the jar open, and shows the old content of one that was replaced.
        connection.setUseCaches(false);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .distinct()
                    .map(provider -> new Declared(service, provider, jar))
                    .toList();
        }
    }
}

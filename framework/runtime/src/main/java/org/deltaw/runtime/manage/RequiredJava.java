package org.deltaw.runtime.manage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The Java for which DeltaW is compiled, and plugins are; the build writes it down. */
public final class RequiredJava {
    private static final String FILE = "plugin/java.properties";

    private RequiredJava() {}

    /** Returns the release whose language and library are used, such as 25. */
    public static int release() {
        return Integer.parseInt(read("release"));
    }

    /** Returns the first version that runs DeltaW, such as 25.0.3. */
    static String version() {
        return read("version");
    }

    private static String read(String key) {
        Properties properties = new Properties();
        try (InputStream in = RequiredJava.class.getResourceAsStream(FILE)) {
            properties.load(in);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
        return properties.getProperty(key);
    }
}

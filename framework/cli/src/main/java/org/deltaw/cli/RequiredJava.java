package org.deltaw.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The Java for which DeltaW is compiled, and plugins are; the build writes it down. */
final class RequiredJava {
    private static final String FILE = "plugin/java.properties";

    private RequiredJava() {}

    /** Returns its number. */
    static int release() {
        Properties properties = new Properties();
        try (InputStream in = RequiredJava.class.getResourceAsStream(FILE)) {
            properties.load(in);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
        return Integer.parseInt(properties.getProperty("release"));
    }
}

package org.deltaw.runtime.discover;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import org.deltaw.spi.ExtensionId;

/** What DeltaW's own bundles bring, so that a user whose installation lacks an extension learns where it is to be had. */
public final class Official {
    private static final String TABLE = "official.properties";

    private Official() {}

    /** Names the bundle that brings an extension, and the distribution that has it, in a sentence; empty if none of ours does. */
    public static Optional<String> whereabouts(Kind kind, ExtensionId id) {
        String key = kind.toString().replace(' ', '-') + "." + id.name();
        return Optional.ofNullable(table().getProperty(key)).map(value -> {
            String[] parts = value.split(", ", 2);
            return "The bundle " + parts[0] + " brings '" + id + "'; it is part of the distribution " + parts[1] + ".";
        });
    }

    private static Properties table() {
        Properties table = new Properties();
        try (InputStream in = Official.class.getResourceAsStream(TABLE)) {
            table.load(in);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
        return table;
    }
}

package org.deltaw.spec.settings;

import java.util.Optional;
import org.deltaw.spi.Setting;

/** What a spec says outside its sections. */
public record SpecHeader(
        @Setting("what the fit is called in reports; else as the file") Optional<String> name,
        @Setting(value = "where all randomness comes from: the same seed gives the same numbers", byDefault = "1")
                long seed,
        @Setting("the directory from which relative paths start; else that of the file") Optional<String> directory) {
    /** A key with which editors find the schema; it says nothing about the fit. */
    public static final String SCHEMA = "$schema";
}

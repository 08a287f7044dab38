package org.deltaw.spec;

/**
 * A bundle that was running when a fit was made, for its record.
 *
 * @param name the bundle's symbolic name
 * @param version empty if unknown
 * @param file its file name
 * @param sha256 of the file, in hexadecimal; empty if unknown
 */
public record UsedBundle(String name, String version, String file, String sha256) {}

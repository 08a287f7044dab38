package org.deltaw.kernel;

/**
 * A bundle, or jar of the class path, that is running; for the record of a run.
 *
 * @param name the bundle's symbolic name; the file name if it has none
 * @param version the version in its manifest; empty if there is none
 * @param file the file name of the jar, or the path of a directory of classes
 * @param sha256 of the jar, in hexadecimal; empty for a directory, and for a jar that is gone
 */
public record BundleInfo(String name, String version, String file, String sha256) {}

package org.deltaw.runtime.bundle;

/**
 * The jar that something comes from; on a flat class path it may be a directory of classes.
 *
 * @param file its file name; for a directory the whole path
 * @param path its absolute path; for a bundle that came from elsewhere, its location
 * @param version the version in its manifest; empty if there is none
 */
public record Jar(String file, String path, String version) {
    @Override
    public String toString() {
        return file;
    }
}

package org.deltaw.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Where files and folders are before they have their place, and how that is made sure of. */
final class Beside {
    private static final String PART = ".part";

    private Beside() {}

    /** Returns where a file or folder is made before it is complete. */
    static Path of(Path place) {
        return place.resolveSibling("." + place.getFileName() + PART);
    }

    /** Tells whether a file or folder is what a process leaves that is killed while it makes it. */
    static boolean isUnfinished(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(".") && name.endsWith(PART);
    }

    /** Makes sure that names in a folder are on the disk, where the system can tell; Windows cannot. */
    static void flush(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            PowerCut.force(channel);
        } catch (IOException cannot) {
            // What is in it is there; whether it outlasts a power cut is up to the system.
        }
    }
}

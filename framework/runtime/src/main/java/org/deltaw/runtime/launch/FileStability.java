package org.deltaw.runtime.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Finds out, from looks at jars one after the other, which have changed and will not change any more.
 *
 * <p>A jar that is being copied changes between two looks, or has no end yet: a zip's directory is at its end. One that rests and is no
 * zip all the same is given up after a while. A jar that is gone may be about to come back, so that takes two looks, too.
 */
final class FileStability {
    /** How long a copy may pause before the jar counts as damaged. */
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /**
     * What a file looks like from outside.
     *
     * @param file what the operating system knows it by, if anything
     */
    private record Look(long size, FileTime modified, @Nullable Object file) {}

    /** @param look null if the jar is gone */
    private record Pending(@Nullable Look look, long since) {}

    private final Map<Path, Look> settled;
    private final Map<Path, Pending> pending = new HashMap<>();

    /** Takes jars for settled as they are. */
    FileStability(List<Path> jars) {
        settled = looks(jars);
    }

    /**
     * Looks again.
     *
     * @param jars all that are there
     * @param now nanoseconds from any moment on
     * @return those that have come, changed or gone, and are complete
     */
    Set<Path> look(List<Path> jars, long now) {
        Map<Path, Look> looks = looks(jars);
        Set<Path> all = new HashSet<>(settled.keySet());
        all.addAll(looks.keySet());
        pending.keySet().retainAll(all);
        Set<Path> done = new TreeSet<>();
        for (Path jar : all) {
            if (isSettled(jar, looks.get(jar), now)) {
                done.add(jar);
            }
        }
        return done;
    }

    private boolean isSettled(Path jar, @Nullable Look look, long now) {
        if (Objects.equals(look, settled.get(jar))) {
            pending.remove(jar);
            return false;
        }
        Pending before = pending.get(jar);
        if (before == null || !Objects.equals(look, before.look())) {
            pending.put(jar, new Pending(look, now));
            return false;
        }
        if (look == null) {
            settled.remove(jar);
        } else if (isWhole(jar) || now - before.since() >= PATIENCE_NANOS) {
            settled.put(jar, look);
        } else {
            return false;
        }
        pending.remove(jar);
        return true;
    }

    private static Map<Path, Look> looks(List<Path> jars) {
        Map<Path, Look> looks = new HashMap<>();
        for (Path jar : jars) {
            try {
                BasicFileAttributes file = Files.readAttributes(jar, BasicFileAttributes.class);
                looks.put(jar, new Look(file.size(), file.lastModifiedTime(), file.fileKey()));
            } catch (IOException e) {
                // It went while we looked: as if it had gone before.
            }
        }
        return looks;
    }

    private static boolean isWhole(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.size() > 0;
        } catch (IOException e) {
            return false;
        }
    }
}

package org.deltaw.study.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.spec.json.JsonFile;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.AtomicFile;
import org.deltaw.storage.Folders;

/**
 * Where the results of a study are kept with which the same command goes on: which study it is, what was running, and what is made of
 * all tasks.
 */
public record StudyFolder(Path path) {
    /**
     * Opens a folder, or makes it.
     *
     * @param file that says which study it is
     * @param identity what the file says: texts and flags
     * @param otherwise what is wrong if it says something else, as in {@code holds the results of another experiment}
     * @throws InvalidSpecException if the folder holds something else
     */
    public static StudyFolder open(Path path, String file, Map<String, Object> identity, String otherwise) {
        Path known = path.resolve(file);
        if (!Files.exists(known)) {
            RunFolders.create(path);
        } else if (!(JsonFile.read(known) instanceof Map<?, ?> found) || !identity.entrySet().stream().allMatch(each ->
                each.getValue().equals(found.get(each.getKey())))) {
            throw new InvalidSpecException("The directory " + path + " " + otherwise + ". Name another one with -o DIR.");
        }
        StudyFolder folder = new StudyFolder(path);
        folder.write(file, JsonText.write(identity));
        return folder;
    }

    /** Writes a file of results. */
    public void write(String name, String text) {
        AtomicFile.write(path.resolve(name), text);
    }

    /**
     * Writes a file in a folder of its own.
     *
     * @param name any text, of which the file gets its name
     */
    public void keep(String inner, String name, String ending, String text) {
        AtomicFile.write(Folders.create(path.resolve(inner)).resolve(RunFolders.fileName(name) + ending), text);
    }

    /**
     * Returns where a part of the study is that has a directory of its own.
     *
     * @param name any text, of which the directory gets its name
     */
    public Path part(String inner, String name) {
        return path.resolve(inner).resolve(RunFolders.fileName(name));
    }

    /** Writes a picture. */
    public void write(String name, byte[] bytes) {
        AtomicFile.write(path.resolve(name), bytes);
    }

    /**
     * Makes sure that what computes is what made the results that are there, and notes it if there are none yet.
     *
     * @return in words, which Java it was, if it is another now
     * @throws InvalidSpecException if bundles are gone or changed
     */
    public List<String> note(List<BundleInfo> bundles) {
        if (!BundleRecord.isAt(path)) {
            BundleRecord.write(path, bundles);
        }
        BundleRecord.requireSame(path, bundles);
        return BundleRecord.changes(path, bundles);
    }
}

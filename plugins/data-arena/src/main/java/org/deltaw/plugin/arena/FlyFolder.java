package org.deltaw.plugin.arena;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.InputFile;
import org.deltaw.spi.data.InputFiles;

/**
 * A folder with the record of one fly, found on disk.
 *
 * @param shown its path as the user wrote it
 * @param name of the fly
 * @param blocks the files of blocks by the number of the block, at least one
 */
record FlyFolder(String shown, String name, SequencedMap<Integer, InputFile> blocks) {
    private static final InputFiles FILES = new InputFiles("block", "MATLAB file", List.of(".mat"), "arena/Fly4");
    private static final Pattern FLY = Pattern.compile("(?:^|_)(Fly\\d+(?:_[A-Za-z]\\w*)?)$");
    private static final Pattern BLOCK = Pattern.compile("all_variables_contingency_([1-9]\\d{0,3})");

    /**
     * Finds folders in the order in which they are listed; those of one pattern are sorted by path.
     *
     * @param entries paths, any part of which may be a pattern
     * @param directory where relative paths start
     * @return at least one; no two have the same name
     * @throws InvalidSpecException if one does not exist or holds no block, or two are of the same fly
     */
    static List<FlyFolder> find(List<String> entries, Path directory) {
        Map<String, FlyFolder> byName = new LinkedHashMap<>();
        List<String> patterns = entries.stream().map(entry -> entry + (entry.endsWith("/") ? "" : "/")
                + "all_variables_contingency_[1-9]*.mat").toList();
        FILES.findByFolder(patterns, directory).forEach((folder, files) -> {
            FlyFolder found = of(folder, files);
            FlyFolder other = byName.putIfAbsent(found.name(), found);
            if (other != null) {
                throw new InvalidSpecException(ArenaSettings.FOLDERS, found.shown() + ": '" + other.shown() + "' is of the same fly, "
                        + found.name() + ", by its name; rename one of them.");
            }
        });
        return List.copyOf(byName.values());
    }

    /** Takes the fly's number, and what tells rounds of one number apart, from the name of the session; or all of it. */
    private static FlyFolder of(InputFile folder, List<InputFile> files) {
        SequencedMap<Integer, InputFile> blocks = new TreeMap<>();
        for (InputFile file : files) {
            Matcher block = BLOCK.matcher(file.name());
            if (block.matches()) {
                blocks.put(Integer.valueOf(block.group(1)), file);
            }
        }
        if (blocks.isEmpty()) {
            throw new InvalidSpecException(ArenaSettings.FOLDERS, folder.shown() + ": the folder holds '" + files.getFirst().name()
                    + ".mat', expected all_variables_contingency_1.mat and so on, one file for each block; rename the files.");
        }
        Matcher fly = FLY.matcher(folder.name());
        return new FlyFolder(folder.shown(), fly.find() ? fly.group(1) : folder.name(), blocks);
    }
}

package org.deltaw.plugin.arena;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.InputFile;
import org.deltaw.spi.data.SourceFile;

/**
 * All that is known of one fly.
 *
 * @param name as in {@code Fly4}
 * @param files it was read from
 * @param blocks what it did in each block in which it finished a trial, by the block's number
 * @param warnings what a user should know of it
 */
record Fly(String name, List<SourceFile> files, SequencedMap<Integer, Part> blocks, List<Warning> warnings) {
    /**
     * What it did in a block.
     *
     * @param trials those that it finished, at least one
     * @param probabilities with which a reward was drawn for each odour in a trial; empty if that is not known
     */
    record Part(List<Trial> trials, List<Double> probabilities) {}

    /** Lists all trials. */
    List<Trial> trials() {
        return blocks.values().stream().flatMap(part -> part.trials().stream()).toList();
    }

    /**
     * Reads a fly.
     *
     * @param most how many blocks to read, from the first on
     * @throws org.deltaw.spi.InvalidSpecException if one of its files is not what it should be, or it chose nothing
     */
    static Fly read(FlyFolder folder, int most) {
        SequencedMap<Integer, Part> blocks = new LinkedHashMap<>();
        List<SourceFile> sources = new ArrayList<>();
        List<Warning> warnings = new ArrayList<>();
        SequencedMap<Integer, InputFile> files = folder.blocks();
        int earlier = 0;
        for (int number = 1; number <= most; number++) {
            InputFile file = files.get(number);
            if (file == null) {
                warnings.add(new Warning("block-missing", "Block " + number + " of " + folder.name() + " is missing in " + folder.shown()
                        + ", so what the fly met there is not known; set blocks to how many all flies have, or leave the "
                        + "folder out, if that matters.", folder.name()));
                continue;
            }
            BlockReader.Content content = BlockReader.read(file);
            earlier = requireOrder(content.block(), earlier, number == 1 || files.containsKey(number - 1));
            TrialReader.Found found = TrialReader.read(content.block());
            earlier += found.trials().size();
            sources.add(content.source());
            if (found.unfinished()) {
                warnings.add(new Warning("trial-unfinished", "Block " + number + " of " + folder.name() + " ended in its trial "
                        + (found.trials().size() + 1) + ", which is left out (" + file.shown() + ").", folder.name()));
            }
            if (!found.trials().isEmpty()) {
                blocks.put(number, new Part(found.trials(), content.block().probabilities()));
            }
        }
        if (blocks.isEmpty()) {
            throw new InvalidSpecException(ArenaSettings.FOLDERS, folder.shown() + ": the fly finished no trial in blocks 1 to "
                    + most + ", so there is nothing to learn from; leave the folder out.");
        }
        return new Fly(folder.name(), sources, blocks, warnings);
    }

    /** Makes sure that blocks follow each other; returns how many trials came before. */
    private static int requireOrder(Block block, int earlier, boolean known) {
        if (known && block.trialsBefore() != earlier) {
            throw block.file().refused(ArenaSettings.FOLDERS, "sn_trials says that " + block.trialsBefore() + " trials came before, but "
                    + "the files of earlier blocks have " + earlier + "; put each block's file where it belongs.");
        }
        return block.trialsBefore();
    }
}

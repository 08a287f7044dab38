package org.deltaw.plugin.arena;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.spi.InvalidSpecException;

/**
 * Finds the finished trials of a block, and holds what the rig wrote down of rewards against each other: the light shone, so that the
 * frame of the choice took long, exactly where a choice was rewarded; and a reward that was left is there until it is taken.
 */
final class TrialReader {
    /** Time that a choice takes if it is rewarded, at least, in seconds: the light shines for 1.6 to 2; otherwise it takes 0.3 at most. */
    private static final double LIGHT = 1;

    private final Block block;
    private final List<Trial> trials = new ArrayList<>();

    private TrialReader(Block block) {
        this.block = block;
    }

    /**
     * What was found.
     *
     * @param trials those that ended with a choice
     * @param unfinished whether one was under way when the block ended, which is left out
     */
    record Found(List<Trial> trials, boolean unfinished) {}

    /**
     * Reads a block.
     *
     * @throws InvalidSpecException if what the rig wrote down does not agree with itself
     */
    static Found read(Block block) {
        List<Frame> frames = Replay.of(block);
        TrialReader reader = new TrialReader(block);
        reader.requireRewards((int) frames.stream().filter(Frame::choice).count());
        int from = 0;
        for (int frame = 0; frame < frames.size(); frame++) {
            if (frames.get(frame).choice()) {
                reader.add(frames.subList(from, frame + 1));
                from = frame + 1;
            }
        }
        return new Found(reader.trials, from < frames.size());
    }

    private void add(List<Frame> frames) {
        int number = trials.size() + 1;
        List<Trial.Encounter> encounters = encounters(number, frames);
        int chosen = encounters.getLast().odour();
        Block.Rewards rewards = block.rewards();
        Trial trial = new Trial(encounters, rewards.drawn()[chosen][number], rewards.drawn()[chosen][number - 1]);
        requireLight(number, frames.getLast(), trial.reward());
        requireBaits(number, chosen);
        trials.add(trial);
    }

    private List<Trial.Encounter> encounters(int number, List<Frame> frames) {
        List<Visit> visits = Visit.of(frames, block.log().seconds());
        int air = visits.getFirst().arm();
        int first = side(number, frames) == 1 ? Zones.next(air) : Zones.next(Zones.next(air));
        return visits.stream().filter(visit -> visit.arm() != air)
                .map(visit -> new Trial.Encounter(visit.arm() == first ? 0 : 1, visit)).toList();
    }

    /** Returns where the first odour is. The entry of the frame in which a trial is set up is still that of the trial before. */
    private int side(int number, List<Frame> frames) {
        int[] sides = frames.stream().filter(frame -> frame.logged() >= 0 && block.log().airArms()[frame.logged()] != 0)
                .mapToInt(frame -> block.log().sides()[frame.logged()]).distinct().toArray();
        if (sides.length != 1) {
            throw refused("right_left changes within trial " + number + ", expected each odour to stay in its arm until one is chosen");
        }
        return sides[0];
    }

    private void requireRewards(int finished) {
        if (block.rewards().trials() != finished) {
            throw refused("the fly's path has " + finished + " choices, but reward has " + (block.rewards().trials() + 1)
                    + " columns, expected one for each trial after the first column");
        }
    }

    private void requireLight(int number, Frame choice, int reward) {
        double took = block.log().seconds()[choice.stamped()];
        if (took > LIGHT != (reward == 1)) {
            throw refused("the choice of trial " + number + " took " + took + " seconds, but its reward is " + reward
                    + "; expected more than " + LIGHT + " where the light shone, and less where it did not");
        }
    }

    private void requireBaits(int number, int chosen) {
        int other = 1 - chosen;
        int[][] baits = block.rewards().baits();
        int[][] drawn = block.rewards().drawn();
        if (baits[chosen][number] != 0 || baits[other][number] != drawn[other][number]
                || (baits[other][number - 1] == 1 && drawn[other][number] != 1)) {
            throw refused("after trial " + number + " baiting is (" + baits[0][number] + ", " + baits[1][number] + ") and reward ("
                    + drawn[0][number] + ", " + drawn[1][number] + ") for the two odours, of which number " + (chosen + 1)
                    + " was chosen; expected its bait to be gone, and that of the other to be left until it is taken");
        }
    }

    private InvalidSpecException refused(String what) {
        return block.file().refused(ArenaSettings.FOLDERS, what + ". The file may be damaged, or of another experiment: leave it out.");
    }
}

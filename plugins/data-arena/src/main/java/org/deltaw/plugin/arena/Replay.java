package org.deltaw.plugin.arena;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.spi.InvalidSpecException;

/**
 * Goes through the frames of a block as the rig went, by which it is known where trials end: an odour is chosen when the fly has come
 * from an arm into its end, but for the arm with clean air. Every state on the way has to be the one that the rig wrote down.
 *
 * <p>Frames in which the fly is lost are stamped, not logged. While a trial is set up, frames in which it is in no zone are neither;
 * the first zone in which it is then found decides where clean air is.
 */
final class Replay {
    private final Block block;
    private final List<Frame> frames = new ArrayList<>();
    private int state;
    private int zone;
    private int logged;
    private int stamped;

    private Replay(Block block) {
        this.block = block;
    }

    /**
     * Replays a block.
     *
     * @return a frame for each position
     * @throws InvalidSpecException if it comes to other states than the rig
     */
    static List<Frame> of(Block block) {
        Replay replay = new Replay(block);
        for (int frame = 0; frame < block.track().frames(); frame++) {
            replay.frames.add(replay.next(frame));
        }
        replay.requireEnd("air_arm", block.log().airArms().length, replay.logged);
        replay.requireEnd("statestamps", block.log().states().length, replay.stamped);
        return replay.frames;
    }

    private Frame next(int frame) {
        Block.Track track = block.track();
        if (track.isLost(frame)) {
            return new Frame(Frame.LOST, -1, stamp(frame), false);
        }
        int here = block.zones().at(track.x()[frame], track.y()[frame]);
        if (state == 0 && here == Zones.NONE) {
            return new Frame(here, -1, -1, false);
        }
        int entry = log(frame);
        boolean choice = state == 0 ? setUp(here) : walk(here);
        return new Frame(here, entry, stamp(frame), choice);
    }

    private boolean setUp(int here) {
        zone = here;
        state = Zones.arm(here);
        return false;
    }

    private boolean walk(int here) {
        if (here == Zones.NONE || here == zone) {
            return false;
        }
        int before = zone;
        zone = here;
        boolean choice = Zones.isEnd(here) && before == Zones.before(here) && Zones.arm(here) != state;
        if (choice) {
            state = 0;
        }
        return choice;
    }

    private int log(int frame) {
        require("air_arm", block.log().airArms(), logged, frame);
        return logged++;
    }

    private int stamp(int frame) {
        require("statestamps", block.log().states(), stamped, frame);
        return stamped++;
    }

    private void require(String variable, int[] recorded, int entry, int frame) {
        if (entry >= recorded.length || recorded[entry] != state) {
            throw refused(variable + (entry >= recorded.length ? " has " + recorded.length + " entries, but there are more frames"
                    : " is " + recorded[entry] + " in entry " + (entry + 1) + ", but the fly's path gives " + state)
                    + " (frame " + (frame + 1) + ")");
        }
    }

    private void requireEnd(String variable, int recorded, int replayed) {
        if (recorded != replayed) {
            throw refused(variable + " has " + recorded + " entries, but the fly's path gives " + replayed);
        }
    }

    private InvalidSpecException refused(String what) {
        return block.file().refused(ArenaSettings.FOLDERS, what + "; expected the states that the rig wrote down to follow from xy and "
                + "the masks, so that it is known what the fly chose. The file may be damaged, or of another rig: leave it out.");
    }
}

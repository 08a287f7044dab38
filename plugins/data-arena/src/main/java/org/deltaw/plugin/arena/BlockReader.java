package org.deltaw.plugin.arena;

import java.util.Arrays;
import java.util.List;
import org.deltaw.formats.DataFile;
import org.deltaw.formats.Group;
import org.deltaw.formats.Shape;
import org.deltaw.formats.TextOptions;
import org.deltaw.formats.Variable;
import org.deltaw.formats.open.FileFormats;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.InputFile;
import org.deltaw.spi.data.SourceFile;

/** Reads the file of a block: MATLAB's variables as the rig saved them, of which all that a model needs not are left alone. */
final class BlockReader {
    /** The most entries that a variable may have: more than any picture or block, so that no file exhausts the memory. */
    private static final int MOST = 1 << 26;

    private final InputFile file;
    private final Group variables;

    private BlockReader(InputFile file, Group variables) {
        this.file = file;
        this.variables = variables;
    }

    /** A block, and the file for the record. */
    record Content(Block block, SourceFile source) {}

    /**
     * Reads a file.
     *
     * @throws InvalidSpecException if it is not that of a block
     */
    static Content read(InputFile file) {
        try (DataFile opened = FileFormats.open(file, TextOptions.ofContent())) {
            return new Content(new BlockReader(file, opened.root()).block(), opened.source());
        }
    }

    private Block block() {
        int before = whole("sn_trials", 1, 1)[0];
        Zones zones = zones();
        Block.Log log = new Block.Log(row("air_arm"), row("right_left"), row("statestamps"), seconds());
        if (log.sides().length != log.airArms().length || log.seconds().length != log.states().length) {
            throw refused("air_arm, right_left, timestamps and statestamps have " + log.airArms().length + ", " + log.sides().length + ", "
                    + log.seconds().length + " and " + log.states().length + " entries, expected as many in the first two, and in the "
                    + "last two");
        }
        return new Block(file, before, zones, track(zones), log, new Block.Rewards(byOdour("reward"), byOdour("baiting")),
                probabilities());
    }

    private Zones zones() {
        Shape picture = variable("binarymask1").shape();
        if (picture.axes().size() != 2 || picture.entries() < 1 || picture.entries() > MOST) {
            throw refused("binarymask1 is " + picture + ", expected the rows and columns of a picture");
        }
        int rows = Math.toIntExact(picture.rows());
        int columns = Math.toIntExact(picture.axes().getLast());
        return Zones.of(columns, rows * columns, zone -> numbers("binarymask" + zone, rows, columns));
    }

    private Block.Track track(Zones zones) {
        int frames = columns("xy", 2);
        double[] xy = numbers("xy", 2, frames);
        Block.Track track = new Block.Track(Arrays.copyOf(xy, frames), Arrays.copyOfRange(xy, frames, 2 * frames));
        for (int frame = 0; frame < frames; frame++) {
            if (!track.isLost(frame) && !zones.holds(track.x()[frame], track.y()[frame])) {
                throw refused("column " + (frame + 1) + " of xy is (" + track.x()[frame] + ", " + track.y()[frame] + "), expected a "
                        + "position within " + zones.size() + ", or (-1, -1) where the fly was lost");
            }
        }
        return track;
    }

    private double[] seconds() {
        double[] seconds = numbers("timestamps", 1, columns("timestamps", 1));
        for (int entry = 0; entry < seconds.length; entry++) {
            if (!(seconds[entry] >= 0) || Double.isInfinite(seconds[entry])) {
                throw refused("entry " + (entry + 1) + " of timestamps is " + seconds[entry] + ", expected a number of seconds");
            }
        }
        return seconds;
    }

    /** Returns a row for each odour. */
    private int[][] byOdour(String name) {
        int trials = columns(name, 2);
        if (trials != columns("reward", 2) || trials < 1) {
            throw refused(name + " is " + variable(name).shape() + ", expected a row for each odour, and a column for each trial after a "
                    + "first column, as in reward, which is " + variable("reward").shape());
        }
        int[] values = whole(name, 2, trials);
        for (int value : values) {
            if (value != 0 && value != 1) {
                throw refused(name + " holds " + value + ", expected 0 and 1 alone");
            }
        }
        // 3-octanol, the second odour everywhere else, has the first row.
        return new int[][] {Arrays.copyOfRange(values, trials, 2 * trials), Arrays.copyOf(values, trials)};
    }

    /** The rig writes down that of 3-octanol, the second odour, and the sum of both, which is 1 if it does not. */
    private List<Double> probabilities() {
        if (variables.find("x").isEmpty()) {
            return List.of();
        }
        double second = numbers("x", 1, 1)[0];
        double total = variables.find("totalp").isPresent() ? numbers("totalp", 1, 1)[0] : 1;
        List<Double> probabilities = List.of(total - second, second);
        if (!probabilities.stream().allMatch(each -> each >= 0 && each <= 1)) {
            throw refused("x is " + second + " and totalp " + total + ", expected probabilities of two odours that add up to the latter");
        }
        return probabilities;
    }

    private int[] row(String name) {
        return whole(name, 1, columns(name, 1));
    }

    private int[] whole(String name, int rows, int columns) {
        double[] numbers = numbers(name, rows, columns);
        int[] whole = new int[numbers.length];
        for (int entry = 0; entry < whole.length; entry++) {
            whole[entry] = (int) numbers[entry];
            if (whole[entry] != numbers[entry]) {
                throw refused(name + " holds " + numbers[entry] + ", expected whole numbers");
            }
        }
        return whole;
    }

    /** Returns how many columns a variable has that must have so many rows. */
    private int columns(String name, int rows) {
        Shape shape = variable(name).shape();
        if (shape.axes().size() != 2 || shape.rows() != rows || shape.entries() > MOST) {
            throw refused(name + " is " + shape + ", expected " + rows + (rows == 1 ? " row" : " rows"));
        }
        return Math.toIntExact(shape.axes().getLast());
    }

    private double[] numbers(String name, int rows, int columns) {
        Variable variable = variable(name);
        if (!variable.shape().equals(Shape.of(rows, columns))) {
            throw refused(name + " is " + variable.shape() + ", expected " + rows + " × " + columns);
        }
        if (!variable.type().isNumeric()) {
            throw refused(name + " holds " + variable.type() + " (" + variable.stored() + "), expected numbers");
        }
        return variable.numbers();
    }

    private Variable variable(String name) {
        if (variables.find(name).orElse(null) instanceof Variable variable) {
            return variable;
        }
        throw refused("there is no variable " + name + ", which the rig saves for every block");
    }

    private InvalidSpecException refused(String what) {
        return file.refused(ArenaSettings.FOLDERS, what + "; the file may be damaged, or of another experiment: leave its folder out.");
    }
}

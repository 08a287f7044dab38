package org.deltaw.plugin.arena;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deltaw.spi.data.InputFile;

/**
 * A rig in miniature, which writes down what a real one would of a path that a test makes up. Its picture has a row for each arm:
 * from left to right a pixel in no zone, one of the centre, one of the arm, one of its end, and one that both masks of arm and end
 * hold.
 *
 * <p>A path is a word for each frame: {@code c1}, {@code a1} and {@code e1} are centre, arm and end of arm 1, {@code b1} is where masks
 * overlap; {@code -} is no zone and {@code ?} is lost. An {@code !} after a frame says that the light shone, as it does where a choice
 * was rewarded.
 */
final class Rig {
    static final int ROWS = 3;
    static final int COLUMNS = 5;
    static final double SECONDS = 0.25;

    private static final String PLACES = "-caeb";

    private final List<double[]> positions = new ArrayList<>();
    private final List<Integer> airArms = new ArrayList<>();
    private final List<Integer> sides = new ArrayList<>();
    private final List<Integer> states = new ArrayList<>();
    private final List<Double> seconds = new ArrayList<>();
    private final List<int[]> drawn = new ArrayList<>(List.of(new int[2]));
    private final List<int[]> baits = new ArrayList<>(List.of(new int[2]));
    private List<Double> probabilities = List.of();
    private int air;
    private int side = 1;
    private char place;
    private int arm;

    /** Puts the first odour into the arm after that with air (1) or into the one before (2), from the next trial on. */
    Rig side(int which) {
        side = which;
        return this;
    }

    /** Lets the fly walk. */
    Rig walk(String path) {
        for (String word : path.split(" ")) {
            frame(word);
        }
        return this;
    }

    private void frame(String word) {
        boolean light = word.endsWith("!");
        double took = light ? 1.7 : SECONDS;
        if (word.startsWith("?")) {
            positions.add(new double[] {-1, -1});
            stamp(took);
            return;
        }
        char to = word.charAt(0);
        int toArm = to == '-' ? 1 : word.charAt(1) - '0';
        positions.add(new double[] {PLACES.indexOf(to) + 0.5, toArm - 0.25});
        // Where two masks overlap, the lower zone counts, and that is the arm's.
        enter(to == 'b' ? 'a' : to, toArm, took, light ? 1 : 0);
    }

    private void enter(char to, int toArm, double took, int reward) {
        if (air == 0) {
            if (to != '-') {
                log();
                air = toArm;
                place = to;
                arm = toArm;
                stamp(3);
            }
            return;
        }
        log();
        boolean moved = to != '-' && (to != place || toArm != arm);
        if (moved && to == 'e' && place == 'a' && toArm == arm && toArm != air) {
            choose(toArm, reward);
            air = 0;
        }
        if (moved) {
            place = to;
            arm = toArm;
        }
        stamp(took);
    }

    /** A reward that was drawn for the other odour waits for it. */
    private void choose(int toArm, int reward) {
        int first = side == 1 ? air % 3 + 1 : (air + 1) % 3 + 1;
        int chosen = toArm == first ? 0 : 1;
        int[] now = new int[2];
        now[chosen] = reward;
        now[1 - chosen] = baits.getLast()[1 - chosen];
        drawn.add(now);
        int[] left = now.clone();
        left[chosen] = 0;
        baits.add(left);
    }

    /** Leaves a reward at an odour that was not chosen in the trial that ended last. */
    Rig bait(int odour) {
        drawn.getLast()[odour] = 1;
        baits.getLast()[odour] = 1;
        return this;
    }

    private void log() {
        airArms.add(air);
        sides.add(side);
    }

    private void stamp(double took) {
        states.add(air);
        seconds.add(took);
    }

    /** Writes down with which probability each odour drew a reward. */
    Rig probabilities(double first, double second) {
        probabilities = List.of(first, second);
        return this;
    }

    Block block() {
        String file = "all_variables_contingency_1.mat";
        return new Block(new InputFile(Path.of(file), "Fly4/" + file, "Fly4"), 0, zones(),
                new Block.Track(column(0), column(1)), new Block.Log(ints(airArms), ints(sides), ints(states), doubles(seconds)),
                new Block.Rewards(table(drawn), table(baits)), probabilities);
    }

    /** Returns what the rig saves of a block. */
    MatFile file(int trialsBefore) {
        MatFile mat = new MatFile();
        for (int zone = 1; zone <= Zones.COUNT; zone++) {
            mat.add("binarymask" + zone, ROWS, mask(zone));
        }
        if (!probabilities.isEmpty()) {
            mat.add("x", 1, probabilities.getLast()).add("totalp", 1, probabilities.getFirst() + probabilities.getLast());
        }
        return mat.add("xy", 2, rows(column(0), column(1)))
                .add("air_arm", 1, floating(ints(airArms))).add("right_left", 1, floating(ints(sides)))
                .add("timestamps", 1, doubles(seconds)).add("statestamps", 1, floating(ints(states)))
                // The second odour comes first in these two.
                .add("reward", 2, rows(floating(table(drawn)[1]), floating(table(drawn)[0])))
                .add("baiting", 2, rows(floating(table(baits)[1]), floating(table(baits)[0])))
                .add("sn_trials", 1, trialsBefore);
    }

    static Zones zones() {
        return Zones.of(COLUMNS, ROWS * COLUMNS, Rig::mask);
    }

    private static double[] mask(int zone) {
        double[] mask = new double[ROWS * COLUMNS];
        int row = (zone - 1) % 3;
        int column = (zone - 1) / 3 + 1;
        mask[row * COLUMNS + column] = 1;
        if (column > 1) {
            mask[row * COLUMNS + COLUMNS - 1] = 1;
        }
        return mask;
    }

    private double[] column(int axis) {
        return positions.stream().mapToDouble(position -> position[axis]).toArray();
    }

    private static double[] rows(double[] above, double[] below) {
        double[] all = Arrays.copyOf(above, above.length + below.length);
        System.arraycopy(below, 0, all, above.length, below.length);
        return all;
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] floating(int[] values) {
        return Arrays.stream(values).asDoubleStream().toArray();
    }

    private static int[][] table(List<int[]> trials) {
        return new int[][] {trials.stream().mapToInt(each -> each[0]).toArray(), trials.stream().mapToInt(each -> each[1]).toArray()};
    }
}

package org.deltaw.plugin.fly;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deltaw.formats.Group;

/**
 * Reads recordings: X is steps × 2, 1 in the column of the odour that the fly smelled and 0 in the other; Y
 * has for each step 1 if it accepted the odour, 0 if it rejected it; R has the reward of each accepted odour.
 *
 * <p>X may be turned on its side where that is no question, and Y and R may be rows or columns.
 */
final class RecordingReader {
    private static final int ODOURS = 2;

    private final RecordingFile file;

    private RecordingReader(RecordingFile file) {
        this.file = file;
    }

    /**
     * Reads a recording and checks all of it.
     *
     * @throws org.deltaw.spi.InvalidSpecException if it is not one
     */
    static Recording read(RecordingFile file, Group content) {
        Map<String, Matrix> numbers = Matrices.read(file, content, List.of("X", "Y", "R"));
        RecordingReader reader = new RecordingReader(file);
        int[] odours = reader.odours(Objects.requireNonNull(numbers.get("X")));
        boolean[] accepted = reader.accepted(Objects.requireNonNull(numbers.get("Y")), odours.length);
        double[] rewards = reader.rewards(Objects.requireNonNull(numbers.get("R")), accepted);
        return new Recording(odours, accepted, rewards);
    }

    private int[] odours(Matrix x) {
        if (x.rows() != ODOURS && x.columns() != ODOURS) {
            throw file.refused("X has " + x.size()
                    + ", expected a row for each step and a column for each of the two odours; save it so.");
        }
        boolean upright = x.columns() == ODOURS;
        int[] odours = new int[upright ? x.rows() : x.columns()];
        for (int step = 0; step < odours.length; step++) {
            double first = upright ? x.at(step, 0) : x.at(0, step);
            double second = upright ? x.at(step, 1) : x.at(1, step);
            if (!(first == 1 && second == 0) && !(first == 0 && second == 1)) {
                throw file.refused((upright ? "row " : "column ") + (step + 1) + " of X is (" + text(first) + ", "
                        + text(second) + "), expected (1, 0) or (0, 1); correct X.");
            }
            odours[step] = first == 1 ? 0 : 1;
        }
        return odours;
    }

    private boolean[] accepted(Matrix y, int steps) {
        requireVector(y, "step");
        if (y.values().length != steps) {
            throw file.refused("X has " + steps + " steps, but Y has " + y.values().length
                    + ", expected a decision for each odour; correct X or Y.");
        }
        boolean[] accepted = new boolean[steps];
        for (int step = 0; step < steps; step++) {
            double decision = y.values()[step];
            if (decision != 0 && decision != 1) {
                throw file.refused("entry " + (step + 1) + " of Y is " + text(decision)
                        + ", expected 1 (accepted) or 0 (rejected); correct Y.");
            }
            accepted[step] = decision == 1;
        }
        return accepted;
    }

    private double[] rewards(Matrix r, boolean[] accepted) {
        int trials = 0;
        for (boolean one : accepted) {
            trials += one ? 1 : 0;
        }
        if (trials == 0) {
            throw file.refused("Y accepts none of " + accepted.length
                    + " odours, expected at least one trial, which ends with an accepted odour; leave the file out.");
        }
        requireVector(r, "trial");
        double[] rewards = r.values();
        if (rewards.length != trials) {
            throw file.refused("Y accepts " + trials + " odours, but R has " + rewards.length
                    + (rewards.length == 1 ? " reward" : " rewards") + ", expected one for each accepted odour; "
                    + (rewards.length == accepted.length ? "save R(Y == 1) if R has one for each step."
                            : "correct Y or R."));
        }
        for (int trial = 0; trial < trials; trial++) {
            if (!Double.isFinite(rewards[trial])) {
                throw file.refused("entry " + (trial + 1) + " of R is " + text(rewards[trial])
                        + ", expected the reward of a trial, a finite number; correct R.");
            }
        }
        return rewards;
    }

    private void requireVector(Matrix numbers, String of) {
        if (!numbers.isVector()) {
            throw file.refused(numbers.name() + " has " + numbers.size() + ", expected a single row with a number for "
                    + "each " + of + "; save it so.");
        }
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value)
                : Double.toString(value);
    }
}

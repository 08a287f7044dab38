package org.deltaw.plugin.arena;

import java.util.function.IntFunction;

/**
 * Where in the camera's picture which zone of the arena lies: arm k = 1, 2, 3 has zone k in the centre, zone k + 3 along the arm and
 * zone k + 6 at its end. Immutable.
 */
final class Zones {
    /** What lies in no zone. */
    static final int NONE = 0;
    static final int COUNT = 9;

    private static final int ARMS = 3;

    private final int columns;
    private final byte[] zones;

    private Zones(int columns, byte[] zones) {
        this.columns = columns;
        this.zones = zones;
    }

    /**
     * Makes one map of all masks. Masks overlap in some thousand pixels, where the lowest zone counts, as it did for the rig.
     *
     * @param columns width of the picture
     * @param pixels how many the picture has
     * @param masks gives the mask of a zone, 1 to 9, row after row: 1 in its pixels, 0 in others
     */
    static Zones of(int columns, int pixels, IntFunction<double[]> masks) {
        byte[] zones = new byte[pixels];
        for (int zone = COUNT; zone >= 1; zone--) {
            double[] mask = masks.apply(zone);
            for (int pixel = 0; pixel < pixels; pixel++) {
                if (mask[pixel] != 0) {
                    zones[pixel] = (byte) zone;
                }
            }
        }
        return new Zones(columns, zones);
    }

    /** Says how large the picture is. */
    String size() {
        return columns + " × " + rows() + " pixels";
    }

    private int rows() {
        return zones.length / columns;
    }

    /** Tells whether a position, in pixels counted from 1, is in the picture. */
    boolean holds(double x, double y) {
        return pixel(x) >= 1 && pixel(x) <= columns && pixel(y) >= 1 && pixel(y) <= rows();
    }

    /** Returns the zone at a position, 0 if there is none. */
    int at(double x, double y) {
        return zones[(pixel(y) - 1) * columns + pixel(x) - 1];
    }

    /** Rounds as MATLAB does, halves upwards; they do occur. */
    private static int pixel(double position) {
        return (int) Math.floor(position + 0.5);
    }

    /** Returns the arm, 1 to 3, of a zone. */
    static int arm(int zone) {
        return (zone - 1) % ARMS + 1;
    }

    /** Tells whether a zone is not part of the centre. */
    static boolean isPastCentre(int zone) {
        return zone > ARMS;
    }

    /** Tells whether a zone is the end of an arm. */
    static boolean isEnd(int zone) {
        return zone > 2 * ARMS;
    }

    /** Returns the zone through which the end of an arm is reached. */
    static int before(int end) {
        return end - ARMS;
    }

    /** Returns the arm that comes after another, clockwise. */
    static int next(int arm) {
        return arm % ARMS + 1;
    }
}

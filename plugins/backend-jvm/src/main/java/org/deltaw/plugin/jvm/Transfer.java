package org.deltaw.plugin.jvm;

import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Symbol;

/** Copies values between an array as the kernel hands it over and their place in memory, tile by tile. */
final class Transfer {
    private final Place place;
    private final int[] positions;
    private final int[] tiles;

    /**
     * Prepares copying.
     *
     * @param width how many entries along the lane axis the place holds; those beyond are of later tiles
     */
    Transfer(Symbol symbol, Place place, Lanes lanes, int width) {
        this.place = place;
        this.positions = new int[symbol.entries()];
        this.tiles = new int[symbol.entries()];
        List<Axis> axes = symbol.axes();
        for (int entry = 0; entry < positions.length; entry++) {
            int rest = entry;
            for (int i = axes.size() - 1; i >= 0; i--) {
                int index = rest % axes.get(i).size();
                rest /= axes.get(i).size();
                if (lanes.along(List.of(axes.get(i)))) {
                    tiles[entry] = index / width;
                    index %= width;
                }
                positions[entry] += index * place.stride(axes.get(i));
            }
        }
    }

    /** Tells whether values of a tile differ from those of another. */
    boolean isTiled() {
        return tiles.length > 0 && tiles[tiles.length - 1] > 0;
    }

    void in(double[] values, int from, double[] memory, int start, int tile) {
        boolean tiled = isTiled();
        int base = start + place.offset();
        for (int i = 0; i < positions.length; i++) {
            if (!tiled || tiles[i] == tile) {
                memory[base + positions[i]] = values[from + i];
            }
        }
    }

    void out(double[] memory, int start, double[] values, int to, int tile) {
        boolean tiled = isTiled();
        int base = start + place.offset();
        for (int i = 0; i < positions.length; i++) {
            if (!tiled || tiles[i] == tile) {
                values[to + i] = memory[base + positions[i]];
            }
        }
    }
}

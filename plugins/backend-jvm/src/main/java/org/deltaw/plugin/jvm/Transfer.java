package org.deltaw.plugin.jvm;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Symbol;
import org.deltaw.lowering.layout.ArrayLayout;
import org.deltaw.lowering.layout.Lanes;

/** Copies values between an array as the kernel hands it over and their place in memory, tile by tile. */
final class Transfer {
    /** The entries of one tile, and where in memory each lies. */
    private record Part(int[] entries, int[] positions) {}

    private final ArrayLayout place;
    /** One for each tile, or one for all tiles if they share the values. */
    private final List<Part> parts;

    /**
     * Prepares copying.
     *
     * @param width how many entries along the lane axis the place holds; those beyond are of later tiles
     */
    Transfer(Symbol symbol, ArrayLayout place, Lanes lanes, int width) {
        this.place = place;
        int tiles = lanes.along(symbol) ? Math.ceilDiv(lanes.axis().orElseThrow().size(), width) : 1;
        List<IntStream.Builder> entries = Stream.generate(IntStream::builder).limit(tiles).toList();
        List<IntStream.Builder> positions = Stream.generate(IntStream::builder).limit(tiles).toList();
        List<Axis> axes = symbol.axes();
        for (int entry = 0; entry < symbol.entries(); entry++) {
            int tile = 0;
            int position = 0;
            int rest = entry;
            for (int i = axes.size() - 1; i >= 0; i--) {
                int index = rest % axes.get(i).size();
                rest /= axes.get(i).size();
                if (lanes.along(List.of(axes.get(i)))) {
                    tile = index / width;
                    index %= width;
                }
                position += index * place.stride(axes.get(i));
            }
            entries.get(tile).add(entry);
            positions.get(tile).add(position);
        }
        this.parts = IntStream.range(0, tiles).mapToObj(tile -> new Part(
                entries.get(tile).build().toArray(), positions.get(tile).build().toArray())).toList();
    }

    void in(double[] values, int from, Numbers memory, long start, int tile) {
        Part part = part(tile);
        memory.scatter(values, from, part.entries, start + place.offset(), part.positions);
    }

    void out(Numbers memory, long start, double[] values, int to, int tile) {
        Part part = part(tile);
        memory.gather(start + place.offset(), part.positions, values, to, part.entries);
    }

    /** Sets the entries of a tile to 0. */
    void clear(Numbers memory, long start, int tile) {
        for (int position : part(tile).positions) {
            memory.set(start + place.offset() + position, 0);
        }
    }

    private Part part(int tile) {
        return parts.get(parts.size() == 1 ? 0 : tile);
    }
}

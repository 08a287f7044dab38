package org.deltaw.study.posterior;

import java.io.IOException;
import java.nio.file.Path;
import org.deltaw.storage.AtomicFile;

/**
 * Writes the draws of a chain in the format of Stan: comments on how they were made, names of columns, and a line for each draw, with
 * all digits. ArviZ reads it by {@code from_cmdstan}.
 *
 * @param header how they were made
 * @param columns the names of the numbers
 */
public record ChainFile(ChainHeader header, StanColumns columns) {
    /** Where draws come from, one after the other, so that not all need to be in memory. */
    public interface Source {
        /** Returns a draw; each is asked for once, in their order. */
        ChainDraw draw(int index);
    }

    /**
     * Writes the file, as a whole or not at all.
     *
     * @throws java.io.UncheckedIOException if that fails; the message is a sentence that names the file
     * @throws IllegalArgumentException if a draw has not as many numbers as there are columns, or no sampler's
     */
    public void write(Path file, Source draws) {
        AtomicFile.write(file, out -> {
            comment(out, header.before());
            out.append(String.join(",", header.sampler().columns()));
            for (String column : columns.columns()) {
                out.append(',').append(column);
            }
            out.append('\n');
            comment(out, header.after());
            for (int i = 0; i < header.draws(); i++) {
                row(out, draws.draw(i));
            }
        });
    }

    private static void comment(Appendable out, Iterable<String> lines) throws IOException {
        for (String line : lines) {
            out.append("# ").append(line).append('\n');
        }
    }

    private void row(Appendable out, ChainDraw draw) throws IOException {
        boolean moved = header.sampler() instanceof ChainHeader.NoUTurn;
        if (draw.values().length != columns.fullNames().size() || draw.move().isPresent() != moved) {
            throw new IllegalArgumentException("A draw has " + draw.values().length + " numbers" + (draw.move().isPresent()
                    ? " and says how it was reached" : "") + "; expected " + columns.fullNames().size()
                    + (moved ? " and how it was reached." : " alone."));
        }
        out.append(number(draw.logDensity()));
        if (draw.move().isPresent()) {
            ChainDraw.Move move = draw.move().get();
            ChainDraw.Trajectory way = move.trajectory();
            out.append(',').append(number(move.acceptance())).append(',').append(number(move.stepSize()))
                    .append(',').append(Integer.toString(way.depth())).append(',').append(Integer.toString(way.steps()))
                    .append(way.divergent() ? ",1," : ",0,").append(number(move.energy()));
        }
        for (double value : draw.values()) {
            out.append(',').append(number(value));
        }
        out.append('\n');
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "nan" : Double.isInfinite(value) ? value > 0 ? "inf" : "-inf" : Double.toString(value);
    }
}

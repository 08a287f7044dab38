package org.deltaw.study.page;

import static org.deltaw.study.page.ChartStyle.pixels;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The two axes of a chart, or of one of its panels; the ends of the scales are its sides. */
public record Axes(Scale x, Scale y) {
    private static final int FROM_AXIS = 6;
    private static final int BELOW_AXIS = 18;
    private static final int NAME_BELOW_AXIS = 38;

    /** Draws lines across at numbers of the vertical axis, which stand beside them. */
    public Axes linesAcross(Html svg, List<Double> marks) {
        for (double mark : marks) {
            String at = pixels(y.at(mark));
            svg.open("line", "x1", pixels(x.start()), "x2", pixels(x.end()), "y1", at, "y2", at, "stroke", ChartStyle.FAINT).close("line");
        }
        return numbersBeside(svg, marks);
    }

    /** Writes numbers beside the vertical axis. */
    public Axes numbersBeside(Html svg, List<Double> marks) {
        for (double mark : marks) {
            svg.element("text", y.label(mark), "x", pixels(x.start() - FROM_AXIS), "y", pixels(y.at(mark)), "dy", "4",
                    "text-anchor", "end");
        }
        return this;
    }

    /** Draws lines upwards at numbers of the horizontal axis. */
    public Axes linesUp(Html svg, List<Double> marks) {
        for (double mark : marks) {
            String at = pixels(x.at(mark));
            svg.open("line", "x1", at, "x2", at, "y1", pixels(y.start()), "y2", pixels(y.end()), "stroke", ChartStyle.FAINT).close("line");
        }
        return this;
    }

    /** Writes numbers below the horizontal axis. */
    public Axes numbersBelow(Html svg, List<Double> marks) {
        for (double mark : marks) {
            svg.element("text", x.label(mark), "x", pixels(x.at(mark)), "y", pixels(y.start() + BELOW_AXIS), "text-anchor", "middle");
        }
        return this;
    }

    /** Draws both axes. */
    public Axes frame(Html svg) {
        svg.open("path", "d", "M" + pixels(x.start()) + " " + pixels(y.end()) + "V" + pixels(y.start()) + "H" + pixels(x.end()),
                "fill", "none", "stroke", "#000").close("path");
        return this;
    }

    /** Draws the horizontal axis alone. */
    public Axes baseline(Html svg) {
        svg.open("path", "d", "M" + pixels(x.start()) + " " + pixels(y.start()) + "H" + pixels(x.end()),
                "fill", "none", "stroke", "#000").close("path");
        return this;
    }

    /** Draws a line from the horizontal axis up to a point. */
    public Axes line(Html svg, double across, double up, String colour) {
        svg.open("path", "d", "M" + pixels(x.at(across)) + " " + pixels(y.start()) + "V" + pixels(y.at(up)), "stroke", colour,
                "stroke-width", "1.6").close("path");
        return this;
    }

    /**
     * Returns the path of a function between two numbers.
     *
     * @param first how the path comes to its first point: {@code M} to begin there, {@code L} to go on in a line
     */
    public String curve(DoubleUnaryOperator function, double from, double to, char first) {
        StringBuilder path = new StringBuilder();
        int points = Math.max(2, (int) Math.ceil(x.at(to) - x.at(from)));
        for (int i = 0; i <= points; i++) {
            double across = from + (to - from) * i / points;
            path.append(i == 0 ? first : 'L').append(pixels(x.at(across))).append(' ').append(pixels(y.at(function.applyAsDouble(across))));
        }
        return path.toString();
    }

    /** Says what the horizontal axis shows. */
    public Axes nameBelow(Html svg, String name) {
        svg.element("text", name, "x", pixels((x.start() + x.end()) / 2), "y", pixels(y.start() + NAME_BELOW_AXIS),
                "text-anchor", "middle");
        return this;
    }

    /** Says what the vertical axis shows, at the chart's left side. */
    public Axes nameBeside(Html svg, String name) {
        svg.element("text", name, "transform", "translate(16 " + pixels((y.start() + y.end()) / 2) + ") rotate(-90)",
                "text-anchor", "middle");
        return this;
    }
}

package org.deltaw.figure;

import java.util.List;

/** What a figure shows, in the figure's own units. {@link Drawing} draws it. Immutable. */
public sealed interface Figure {
    /** Says what the figure shows, above it. */
    String title();

    /** Says what the horizontal axis shows. */
    String horizontal();

    /** Says what the vertical axis shows; of a heat map the rows. */
    String vertical();

    /**
     * Lines through points.
     *
     * @param logarithmic whether the vertical axis is; points that are not positive are then left out
     * @param lines in the order of the legend
     */
    record Lines(String title, String horizontal, String vertical, boolean logarithmic, List<Line> lines)
            implements Figure {
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line.
     *
     * @param name in the legend
     * @param x where its points lie
     * @param y as many values; those that are not finite are left out
     * @param errors as many half lengths of error bars, 0 for none; empty if no point has one
     */
    record Line(String name, double[] x, double[] y, double[] errors) {
        public Line {
            if (x.length != y.length || (errors.length != 0 && errors.length != y.length)) {
                throw new IllegalArgumentException("Line '" + name + "' has " + x.length + " places, " + y.length
                        + " values and " + errors.length + " errors; expected as many of each.");
            }
        }
    }

    /**
     * Points with error bars above named categories, in groups.
     *
     * @param categories from left to right
     * @param groups in the order of the legend, each with a value for every category
     */
    record Bars(String title, String horizontal, String vertical, List<String> categories, List<Bar> groups)
            implements Figure {
        public Bars {
            categories = List.copyOf(categories);
            groups = List.copyOf(groups);
            for (Bar group : groups) {
                if (group.values().length != categories.size() || group.errors().length != categories.size()) {
                    throw new IllegalArgumentException("Group '" + group.name() + "' has " + group.values().length
                            + " values; expected " + categories.size() + ", one for each category.");
                }
            }
        }
    }

    /**
     * A group of values.
     *
     * @param name in the legend
     * @param values one for each category; those that are not finite are left out
     * @param errors as many half lengths of error bars; 0 for none
     */
    record Bar(String name, double[] values, double[] errors) {}

    /**
     * A table in colours.
     *
     * @param columns from left to right
     * @param rows from bottom to top
     * @param values row after row; those that are not finite stay empty
     */
    record HeatMap(String title, String horizontal, String vertical, List<String> columns, List<String> rows,
            double[][] values) implements Figure {
        public HeatMap {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }
}

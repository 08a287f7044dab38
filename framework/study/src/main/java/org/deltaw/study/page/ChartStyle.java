package org.deltaw.study.page;

import java.util.List;
import java.util.Locale;

/** How charts look in pages, all of them. They are SVG, written without AWT: that takes time to start, and fonts. */
public final class ChartStyle {
    /** Okabe and Ito, Color universal design, 2008: told apart by readers with any colour vision. */
    public static final List<String> COLOURS = List.of(
            "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");
    /** Of lines that help to read numbers. */
    public static final String FAINT = "#ddd";

    private ChartStyle() {}

    /**
     * Begins a chart; {@code close("svg")} ends it.
     *
     * @param title what a reader hears who cannot see the chart
     */
    public static Html open(String title, int width, int height) {
        return new Html().open("svg", "xmlns", "http://www.w3.org/2000/svg",
                "viewBox", "0 0 " + width + " " + height, "width", "" + width, "role", "img",
                "font-family", "sans-serif", "font-size", "12").element("title", title);
    }

    /** Writes a place, in pixels. */
    public static String pixels(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }
}

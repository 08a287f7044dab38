package org.deltaw.figure;

import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Makes charts of the library XChart. */
final class Charts {
    /** Okabe and Ito, Color universal design, 2008: told apart by readers with any colour vision. */
    private static final Color[] COLOURS = {
        new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73), new Color(0xcc79a7), new Color(0xe69f00),
        new Color(0x56b4e9), Color.BLACK};
    /** From low to high, darker with every step, none as light as the page and all light enough for black numbers. */
    private static final Color[] RANGE = {
        new Color(0xdeebf7), new Color(0xc6dbef), new Color(0x9ecae1), new Color(0x6baed6), new Color(0x4292c6)};
    private static final int TITLE_SIZE = 15;
    private static final int TEXT_SIZE = 12;
    private static final int MARKER_SIZE = 6;
    /** Lines with more points get no markers. */
    private static final int MARKED = 30;
    /** Longer names of categories stand aslant. */
    private static final int UPRIGHT = 60;
    /** How far an axis goes beyond 0, as a share of the other side. */
    private static final double BEYOND_ZERO = 0.02;

    private Charts() {}

    static Chart<?, ?> of(Figure figure, int width, int height) {
        return switch (figure) {
            case Figure.Lines lines -> lines(lines, width, height);
            case Figure.Bars bars -> bars(bars, width, height);
            case Figure.HeatMap map -> heatMap(map, width, height);
        };
    }

    private static XYChart lines(Figure.Lines figure, int width, int height) {
        XYChart chart = new XYChartBuilder().width(width).height(height).title(figure.title())
                .xAxisTitle(figure.horizontal()).yAxisTitle(figure.vertical()).build();
        style(chart.getStyler());
        chart.getStyler().setYAxisLogarithmic(figure.logarithmic()).setYAxisLogarithmicDecadeOnly(true);
        // The library draws a line for each tenth of a decade, of which there may be dozens.
        chart.getStyler().setPlotGridLinesVisible(!figure.logarithmic());
        for (Figure.Line line : figure.lines()) {
            int[] shown = IntStream.range(0, line.y().length)
                    .filter(i -> Double.isFinite(line.y()[i]) && (!figure.logarithmic() || line.y()[i] > 0)).toArray();
            if (shown.length > 0) {
                XYSeries series = line.errors().length == 0
                        ? chart.addSeries(line.name(), at(line.x(), shown), at(line.y(), shown))
                        : chart.addSeries(line.name(), at(line.x(), shown), at(line.y(), shown), at(line.errors(), shown));
                if (shown.length > MARKED) {
                    series.setMarker(SeriesMarkers.NONE);
                }
            }
        }
        return chart;
    }

    private static CategoryChart bars(Figure.Bars figure, int width, int height) {
        CategoryChart chart = new CategoryChartBuilder().width(width).height(height).title(figure.title())
                .xAxisTitle(figure.horizontal()).yAxisTitle(figure.vertical()).build();
        style(chart.getStyler());
        chart.getStyler().setDefaultSeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Scatter);
        showZero(chart.getStyler(), figure);
        // Close enough for a mark at every category.
        chart.getStyler().setXAxisTickMarkSpacingHint(Math.max(1, width / 4 / Math.max(1, figure.categories().size())));
        if (String.join(" ", figure.categories()).length() > UPRIGHT) {
            chart.getStyler().setXAxisLabelRotation(90);
        }
        for (Figure.Bar group : figure.groups()) {
            List<Double> values = new ArrayList<>();
            List<Double> errors = new ArrayList<>();
            for (int i = 0; i < group.values().length; i++) {
                boolean known = Double.isFinite(group.values()[i]);
                values.add(known ? group.values()[i] : null);
                errors.add(known && Double.isFinite(group.errors()[i]) ? group.errors()[i] : 0.0);
            }
            if (values.stream().anyMatch(value -> value != null)) {
                chart.addSeries(group.name(), figure.categories(), values, errors);
            }
        }
        return chart;
    }

    /** Where no value is positive, XChart 4.0.3 draws all points at the top, unless the axis goes beyond 0. */
    private static void showZero(AxesChartStyler styler, Figure.Bars figure) {
        double[] values = figure.groups().stream().flatMapToDouble(group -> Arrays.stream(group.values()))
                .filter(Double::isFinite).toArray();
        double largest = Arrays.stream(values).max().orElse(1);
        if (largest <= 0) {
            double least = Arrays.stream(values).min().orElse(-1);
            styler.setYAxisMax(least < 0 ? BEYOND_ZERO * -least : 1);
        }
    }

    private static HeatMapChart heatMap(Figure.HeatMap figure, int width, int height) {
        HeatMapChart chart = new HeatMapChartBuilder().width(width).height(height).title(figure.title())
                .xAxisTitle(figure.horizontal()).yAxisTitle(figure.vertical()).build();
        style(chart.getStyler());
        double[] all = Arrays.stream(figure.values()).flatMapToDouble(Arrays::stream).filter(Double::isFinite).toArray();
        double least = Arrays.stream(all).min().orElse(0);
        double largest = Arrays.stream(all).max().orElse(1);
        chart.getStyler().setRangeColors(RANGE);
        // A colour for each of some ranges, named beside the map: shades between two ends nobody can read.
        chart.getStyler().setPiecewise(true).setSplitNumber(RANGE.length);
        chart.getStyler().setMin(least).setMax(largest > least ? largest : least + 1);
        chart.getStyler().setShowValue(true);
        chart.getStyler().setHeatMapValueDecimalPattern("0.####").setPlotGridLinesVisible(false);
        chart.getStyler().setHeatMapDecimalValueFormatter(value -> String.format(Locale.ROOT, "%.3g", value));
        List<Number[]> cells = new ArrayList<>();
        for (int row = 0; row < figure.rows().size(); row++) {
            for (int column = 0; column < figure.columns().size(); column++) {
                if (Double.isFinite(figure.values()[row][column])) {
                    cells.add(new Number[] {column, row, figure.values()[row][column]});
                }
            }
        }
        chart.addSeries(figure.title(), figure.columns(), figure.rows(), cells);
        return chart;
    }

    private static void style(AxesChartStyler styler) {
        styler.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT_SIZE));
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, TITLE_SIZE));
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT_SIZE));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT_SIZE));
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT_SIZE));
        styler.setLocale(Locale.ROOT);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setSeriesColors(COLOURS);
        styler.setErrorBarsColorSeriesColor(true);
        styler.setMarkerSize(MARKER_SIZE);
    }

    private static double[] at(double[] values, int[] places) {
        return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
    }
}

package org.deltaw.study.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.figure.Figure;
import org.deltaw.spi.InvalidSpecException;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Table TABLE = new Table(List.of("rule"), List.of("loss"),
            List.of(row("a", 0.5), row("b", -200), row("c", -1)));

    private static Row row(String rule, double loss) {
        return new Row(new Cell(new LinkedHashMap<>(Map.of("rule", rule)), 1, List.of()), "", "finished", "", true, List.of(),
                Map.of("loss", loss), Map.of("loss", new double[] {loss, 2 * loss}));
    }

    private static Plot plot(Plot.Kind kind, String across, Optional<Double> floor, Plot.Bars bars) {
        return new Plot("name", "Title", kind, List.of("loss"), across, kind == Plot.Kind.POINTS ? Optional.empty() : Optional.of("rule"),
                Map.of(), false, floor, bars);
    }

    @Test
    void valuesBelowTheFloorAreDrawnAtItAndTheAxisSaysSo() {
        Figure.Bars points = (Figure.Bars) new Figures(TABLE).of(
                plot(Plot.Kind.POINTS, "rule", Optional.of(-1.0), Plot.Bars.NONE));
        assertArrayEquals(new double[] {0.5, -1, -1}, points.groups().getFirst().values());
        assertEquals("loss (below -1 drawn at -1)", points.vertical());

        Figure.Lines curves = (Figure.Lines) new Figures(TABLE).of(
                plot(Plot.Kind.CURVES, "epoch", Optional.of(-1.5), Plot.Bars.NONE));
        assertArrayEquals(new double[] {-1, -1.5}, curves.lines().get(2).y());
        assertEquals("loss (below -1.5 drawn at -1.5)", curves.vertical());
        assertEquals("loss (below 1E-14 drawn at 1E-14)", new Figures(TABLE).of(
                plot(Plot.Kind.CURVES, "epoch", Optional.of(1e-14), Plot.Bars.NONE)).vertical());
    }

    @Test
    void withoutFloorAllValuesAreDrawnWhereTheyAre() {
        Figure.Bars points = (Figure.Bars) new Figures(TABLE).of(
                plot(Plot.Kind.POINTS, "rule", Optional.empty(), Plot.Bars.DEVIATION));
        assertArrayEquals(new double[] {0.5, -200, -1}, points.groups().getFirst().values());
        assertEquals("loss", points.vertical());
    }

    @Test
    void floorIsRefusedWhereItWouldMislead() {
        assertTrue(assertThrows(InvalidSpecException.class,
                () -> plot(Plot.Kind.POINTS, "rule", Optional.of(0.0), Plot.Bars.DEVIATION)).getMessage()
                .contains("Error bars would go below it; expected bars: none"));
        assertTrue(assertThrows(InvalidSpecException.class,
                () -> plot(Plot.Kind.HEAT_MAP, "rule", Optional.of(0.0), Plot.Bars.NONE)).getMessage()
                .contains("leave out floor"));
    }
}

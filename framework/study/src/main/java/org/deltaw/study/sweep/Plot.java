package org.deltaw.study.sweep;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;

/** A figure to be drawn from the table or from curves. */
public record Plot(
        @Setting("the name of its files") String name,
        @Setting("what it shows, above it") String title,
        @Setting("lines: over a factor with numbers; points: over names; heat-map: over two factors; curves: over epochs or steps")
                Kind kind,
        @Setting("which figures of the table, or which curves") List<String> show,
        @Setting(value = "the factor along the horizontal axis, or seed or subject; of curves epoch, step or seconds",
                        byDefault = "''")
                String across,
        @Setting("the factor whose levels are lines, groups or rows") Optional<String> by,
        @Setting(value = "levels to which it is limited, as in {optimizer: adam}", byDefault = "{}")
                Map<String, String> where,
        @Setting(value = "whether the vertical axis is logarithmic", byDefault = "false") boolean logarithmic,
        @Setting("the least value of lines and points that is drawn where it is; lesser ones are drawn there, and the axis says so")
                Optional<Double> floor,
        @Setting(value = "what error bars show: the standard deviation over seeds and subjects, the fit's own 95 % interval, or "
                        + "nothing", byDefault = "deviation")
                Bars bars) {
    /** How it is drawn. */
    public enum Kind { LINES, POINTS, HEAT_MAP, CURVES }

    /** What error bars show. */
    public enum Bars { DEVIATION, INTERVAL, NONE }

    public Plot {
        show = List.copyOf(show);
        where = Map.copyOf(where);
        if (!name.matches("[\\p{Alnum}_-]+")) {
            throw new InvalidSpecException("name", "'" + name + "' is no name for a file; use letters, digits, - and _.");
        }
        if (show.isEmpty()) {
            throw new InvalidSpecException("show", "The list is empty; expected at least one name.");
        }
        if (kind == Kind.HEAT_MAP && (show.size() != 1 || by.isEmpty())) {
            throw new InvalidSpecException("A heat-map shows one figure across one factor and by another.");
        }
        if (floor.isPresent() && (kind == Kind.HEAT_MAP || (kind != Kind.CURVES && bars != Bars.NONE))) {
            throw new InvalidSpecException("floor", kind == Kind.HEAT_MAP ? "A heat-map shows values as they are; leave out floor."
                    : "Error bars would go below it; expected bars: none beside it.");
        }
    }
}

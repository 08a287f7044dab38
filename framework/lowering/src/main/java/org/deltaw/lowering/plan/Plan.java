package org.deltaw.lowering.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;
import org.deltaw.lowering.layout.ArrayLayout;
import org.deltaw.lowering.layout.Lanes;
import org.deltaw.lowering.layout.Target;
import org.deltaw.lowering.nest.Nest;

/** The loop nests of a step in the order in which they run, and where in memory lies what they read and write. Does not change. */
public final class Plan {
    private final List<PlanPart> parts;
    private final Places places;
    private final Lanes lanes;
    private final Target.Sums sums;

    Plan(List<PlanPart> parts, Places places, Lanes lanes, Target.Sums sums) {
        this.parts = List.copyOf(parts);
        this.places = places;
        this.lanes = lanes;
        this.sums = sums;
    }

    /** Returns along which axis several entries are computed at once. */
    public Lanes lanes() {
        return lanes;
    }

    /** Lists what runs, in order; no nest is longer, and no part has more of them, than the target allows. */
    public List<PlanPart> parts() {
        return parts;
    }

    /**
     * Returns how a nest runs through its axes.
     *
     * @param outside an axis along which its caller goes
     */
    public Loops loops(Nest nest, Optional<Axis> outside) {
        return Loops.of(nest, outside, places, lanes, sums);
    }

    /** Lists the constant arrays that must be written once, before the first step. */
    public Map<ArrayLayout, Op.Indicator> indicators() {
        return places.indicators();
    }

    /** Returns room for one vector, for use within a nest. */
    public ArrayLayout scratch() {
        return places.scratch();
    }

    /** Returns where a value lies that is not computed in the nest that reads it. */
    public ArrayLayout placeOf(Expr value) {
        return places.of(value);
    }
}

package org.deltaw.kernel.model;

import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.parameter.Scope;

/**
 * Says whose value of a parameter a trajectory has, by the parameter's scope.
 *
 * @param alone whether a subject is fitted alone, so that what is the subject's own is shared by all that there is
 */
record ParameterUnits(boolean alone) {
    /**
     * Returns the unit of a trajectory; empty if all share the value.
     *
     * @throws InvalidSpecException if it is to be a session's, and the trajectory is not of one session alone
     */
    Optional<Unit> of(ParameterTable.Entry entry, Trajectory trajectory) {
        Scope scope = scope(entry);
        Optional<Unit> unit = Unit.of(scope, trajectory);
        if (unit.isEmpty() && scope != Scope.SHARED) {
            String found = trajectory.sessions().isEmpty() ? "is of no session that the data name; name its session"
                    : "runs on through " + trajectory.sessions().size() + " sessions, and parameters are constant within a trajectory; "
                            + "let each session begin anew";
            throw new InvalidSpecException(entry.key("scope"), "'" + entry.parameter().name() + "' is to have a value for each "
                    + "session, but trajectory '" + trajectory.id() + "' " + found + ", or choose the scope subject or shared.");
        }
        return unit;
    }

    /** Lists the units of trajectories, sorted by name; the empty one alone if all share the value. */
    List<Optional<Unit>> of(ParameterTable.Entry entry, List<Trajectory> trajectories) {
        if (scope(entry) == Scope.SHARED) {
            return List.of(Optional.empty());
        }
        NavigableSet<Unit> units = new TreeSet<>();
        trajectories.forEach(trajectory -> units.add(of(entry, trajectory).orElseThrow()));
        return units.stream().map(Optional::of).toList();
    }

    private Scope scope(ParameterTable.Entry entry) {
        Scope scope = entry.parameter().scope();
        return alone && scope == Scope.SUBJECT ? Scope.SHARED : scope;
    }

    /** Returns the units of several parameters without subjects of which there are sessions; the empty one alone if there are none. */
    static List<Optional<Unit>> narrowest(Collection<Unit> units) {
        NavigableSet<Unit> sorted = new TreeSet<>(units);
        List<Optional<Unit>> narrowest = sorted.stream()
                .filter(unit -> sorted.stream().noneMatch(other -> !other.equals(unit) && unit.covers(other)))
                .map(Optional::of).toList();
        return narrowest.isEmpty() ? List.of(Optional.empty()) : narrowest;
    }
}

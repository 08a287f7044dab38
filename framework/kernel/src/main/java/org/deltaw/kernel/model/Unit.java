package org.deltaw.kernel.model;

import java.util.Comparator;
import java.util.Optional;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.parameter.Scope;

/**
 * Whose a value of a parameter is that not all trajectories share: a subject's, or that of one session of a subject.
 *
 * @param session empty if the value holds for all of the subject's trajectories
 */
public record Unit(String subject, Optional<String> session) implements Comparable<Unit> {
    private static final Comparator<Unit> ORDER =
            Comparator.comparing(Unit::subject).thenComparing(unit -> unit.session().orElse(""));

    /** Returns whose value a trajectory has; empty if it is everybody's, or if the trajectory is not of one session alone. */
    static Optional<Unit> of(Scope scope, Trajectory trajectory) {
        return switch (scope) {
            case SHARED -> Optional.empty();
            case SUBJECT -> Optional.of(new Unit(trajectory.subject(), Optional.empty()));
            case SESSION -> trajectory.sessions().size() == 1
                    ? Optional.of(new Unit(trajectory.subject(), Optional.of(trajectory.sessions().getFirst().name())))
                    : Optional.empty();
        };
    }

    /** Returns how names of numbers say it, as in {@code Fly1} and {@code Fly1/morning}. */
    public String name() {
        return session.map(name -> subject + "/" + name).orElse(subject);
    }

    /** Says what it is: {@code subject} or {@code session}. */
    String kind() {
        return session.isPresent() ? "session" : "subject";
    }

    /** Tells whether what is this one's is the other's, too. */
    boolean covers(Unit other) {
        return subject.equals(other.subject) && (session.isEmpty() || session.equals(other.session));
    }

    @Override
    public int compareTo(Unit other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return session.map(name -> "session '" + name + "' of ").orElse("") + "subject '" + subject + "'";
    }
}

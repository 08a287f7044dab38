package org.deltaw.lowering.nest;

import java.util.List;
import java.util.Optional;
import org.deltaw.expr.Axis;

/**
 * Nests that follow each other.
 *
 * @param axis they run one after the other for one index along it, and then for the next; empty if each runs for all
 * @param nests all under the same condition
 */
public record Block(Optional<Axis> axis, List<Nest> nests) {
    public Block {
        nests = List.copyOf(nests);
    }
}

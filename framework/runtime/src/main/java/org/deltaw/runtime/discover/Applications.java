package org.deltaw.runtime.discover;

import java.util.List;
import org.deltaw.spec.text.Words;

/** Insists on one application. */
final class Applications {
    private Applications() {}

    /**
     * Returns the only application.
     *
     * @param reasons why others could not be had
     * @throws IllegalStateException if there is none, or more than one
     */
    static <T> T only(List<T> found, List<String> reasons) {
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.size() > 1) {
            throw new IllegalStateException("DeltaW has more than one application ("
                    + Words.and(found.stream().map(each -> each.getClass().getName()).toList())
                    + "); remove all but one.");
        }
        throw new IllegalStateException(reasons.isEmpty()
                ? "DeltaW has no application; add deltaw-cli, which brings the deltaw command."
                : "DeltaW's application does not start. " + String.join(" ", reasons));
    }
}

package org.deltaw.spi;

/**
 * A publication.
 *
 * @param text authors, title and year as they would stand in a list of references
 * @param doi without a leading address; empty if there is none
 */
public record Citation(String text, String doi) {
    @Override
    public String toString() {
        return doi.isEmpty() ? text : text + ", doi " + doi;
    }
}

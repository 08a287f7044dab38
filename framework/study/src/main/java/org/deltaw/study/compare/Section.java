package org.deltaw.study.compare;

/**
 * A part of what a comparison says.
 *
 * @param text a table, or sentences
 */
public record Section(String title, String text) {}

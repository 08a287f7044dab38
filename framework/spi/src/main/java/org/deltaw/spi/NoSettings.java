package org.deltaw.spi;

/** The settings of an extension that has none. */
public record NoSettings() {}

package org.deltaw.spi.backend;

/**
 * Code that a backend has generated for a program, for people to look at.
 *
 * @param title what it computes, in a few words
 * @param listing the code as a person can read it
 * @param fileName for the code as the machine reads it, as in {@code forward.class}; empty if there is none
 * @param file the code as the machine reads it
 */
public record GeneratedCode(String title, String listing, String fileName, byte[] file) {}

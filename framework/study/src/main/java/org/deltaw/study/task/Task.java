package org.deltaw.study.task;

/**
 * A piece of a study that can be done by itself, anywhere and again: the same identity gives the same result, bit by bit.
 *
 * @param title as a person reads it, such as {@code Fly1, fold 2 of 5}
 * @param file of its result, relative to the folder of the study; unique within it
 * @param identity a digest of all that the result depends on
 */
public record Task(String title, String file, String identity) {}

/**
 * The {@code deltaw} command: what a person types, and what a person reads. More than 25 classes, since each of the commands is one,
 * and what several of them take or say is another.
 */
@NullMarked
package org.deltaw.cli;

import org.jspecify.annotations.NullMarked;

/** The {@code deltaw} command: what a person types, and what a person reads. */
@NullMarked
package org.deltaw.cli;

import org.jspecify.annotations.NullMarked;

/** Experiments: grids of fits that a file describes, their tables, and what is to be drawn and said about them. */
@NullMarked
package org.deltaw.cli.experiment;

import org.jspecify.annotations.NullMarked;

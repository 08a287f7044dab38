/** Experiments: grids of fits that a file describes, their tables, and what is to be drawn and said about them. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.sweep;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

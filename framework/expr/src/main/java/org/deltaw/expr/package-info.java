/**
 * The expression language in which rules, networks and losses are written: immutable scalar
 * expressions over named axes, their derivatives, their simplification, and the interpreter that
 * defines what each primitive means.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.expr;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

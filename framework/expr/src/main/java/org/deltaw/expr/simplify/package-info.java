/**
 * Rewrites expressions into ones that mean the same and are less work: equal parts become one, constants are
 * folded, factors leave sums over axes that they lack.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.expr.simplify;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

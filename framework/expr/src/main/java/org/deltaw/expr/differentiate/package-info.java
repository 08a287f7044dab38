/** Derivatives of expressions, expression to expression: by reverse and by forward accumulation. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.expr.differentiate;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

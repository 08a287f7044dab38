/** Derivatives of formulas against finite differences. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.testkit.derivative;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

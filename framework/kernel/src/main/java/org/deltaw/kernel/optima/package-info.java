/** Several starts of one training, and the distinct optima in which they end, with what each is worth. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.optima;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

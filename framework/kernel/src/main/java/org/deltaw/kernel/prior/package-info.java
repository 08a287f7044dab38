/**
 * Prior distributions of fitted parameters: their densities, derivatives and draws. With one, what is fitted is the mode of the
 * posterior.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.prior;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

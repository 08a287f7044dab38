/** Minimises an objective, iteration after iteration, and says how that ended. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.minimise;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

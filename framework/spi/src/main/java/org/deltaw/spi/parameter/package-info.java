/** The numbers that are fitted: their names, axes, initial values and bounds, and how a formula reads them. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.spi.parameter;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

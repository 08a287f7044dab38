/** The highest points of posterior densities, and how wide densities are there. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.modes;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * Whether a method does what it promises over many simulated data sets: simulation-based calibration by ranks. Knows arrays of ranks
 * alone.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.calibration;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

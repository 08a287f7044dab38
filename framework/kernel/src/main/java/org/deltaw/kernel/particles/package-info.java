/**
 * Sequential Monte Carlo: many particles that follow a path from a distribution that is known to the posterior, through all its modes, and
 * on the way tell the evidence.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.particles;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

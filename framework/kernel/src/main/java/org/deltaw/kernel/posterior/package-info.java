/**
 * The posterior of a fit's parameters as a density over vectors without bounds: priors and hierarchies, transformations with their
 * Jacobians, and the likelihood of all recordings.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.posterior;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

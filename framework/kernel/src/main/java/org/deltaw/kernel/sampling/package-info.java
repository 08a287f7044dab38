/**
 * Draws from the posterior of a fit: by which sampler, from which starts, and what the draws say, with a verdict on whether they may be
 * used.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.sampling;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

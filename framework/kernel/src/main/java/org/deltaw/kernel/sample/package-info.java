/**
 * Draws from posterior distributions. A {@link org.deltaw.kernel.sample.LogDensity} says how probable points are; samplers know nothing
 * else of it.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.sample;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

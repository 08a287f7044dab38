/**
 * Hamiltonian Monte Carlo: chains of draws from a density by its gradient, with the no-U-turn sampler, and a check of gradients by the
 * energy that trajectories keep.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.hamiltonian;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

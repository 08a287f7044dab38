/**
 * Whether draws of several chains can be trusted: R-hat, effective sample sizes, Monte Carlo errors, energies and divergences, and a
 * verdict on all of them. Knows arrays of draws alone, not where they come from.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.convergence;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * What is kept of draws from a posterior distribution, so that programs of the field read it: chains in the format of Stan
 * (https://mc-stan.org/docs/cmdstan-guide/stan_csv_apdx.html).
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.posterior;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * What choices look like, in figures by which simulated and observed ones are compared: posterior predictive checks. Knows sequences of
 * choices alone, not where they come from.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.predictive;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

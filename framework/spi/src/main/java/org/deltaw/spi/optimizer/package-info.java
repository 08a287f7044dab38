/** The extension point for optimizers: which points next, and what is wanted there. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.spi.optimizer;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;


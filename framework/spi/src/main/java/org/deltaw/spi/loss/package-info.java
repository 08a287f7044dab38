/** The extension point for loss functions: what is compared with what, and what a step of misfit costs. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.spi.loss;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** The extension point for gradient backends: programs, what is asked of them, and what they answer. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.spi.backend;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

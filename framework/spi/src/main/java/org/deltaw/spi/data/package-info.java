/** The extension point for data sources: what a recording is, and how a source reads or simulates it. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.spi.data;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

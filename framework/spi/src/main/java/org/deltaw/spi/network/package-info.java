/** The extension point for network architectures: neurons, groups of synapses, and what can be observed. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.spi.network;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** The extension point for families of plasticity rules: what a rule sees of a synapse, and what it says. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.spi.rule;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

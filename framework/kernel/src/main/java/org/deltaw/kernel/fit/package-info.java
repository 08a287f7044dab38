/** Carries out a fit: loads its data, assembles and compiles its model, trains and evaluates it. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.fit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

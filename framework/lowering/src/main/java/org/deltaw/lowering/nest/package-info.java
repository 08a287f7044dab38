/** Loop nests: what is computed within the same loops, and written to places or added up. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.lowering.nest;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

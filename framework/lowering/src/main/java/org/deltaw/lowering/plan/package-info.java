/** From the expressions of a step to loop nests in the order in which they run. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.lowering.plan;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

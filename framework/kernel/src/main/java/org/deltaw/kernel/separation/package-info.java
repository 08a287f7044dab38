/** Which fitted numbers have a finite best value, which run to infinity (separation), and which the data say nothing of. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.separation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** Plugins that come, are replaced and go while DeltaW runs. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.runtime.change;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

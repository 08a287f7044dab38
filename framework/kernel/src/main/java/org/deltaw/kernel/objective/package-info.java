/** What is minimised: the mean of losses over trajectories plus penalties, with its derivatives. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.objective;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

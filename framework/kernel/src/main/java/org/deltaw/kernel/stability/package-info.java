/**
 * Whether plastic weights keep still by themselves: what one step makes of a small change of a weight, along the runs of a model with
 * given parameters.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.stability;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

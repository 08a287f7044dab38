/** Divides data: into training and held-out parts, by subjects, and into folds. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.data;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

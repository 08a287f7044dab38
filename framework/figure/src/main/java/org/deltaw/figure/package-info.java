/** Figures of experiments: what is to be shown, and how it is drawn. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.figure;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

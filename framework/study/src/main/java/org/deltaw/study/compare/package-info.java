/** Compares fitted models of the same data. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.compare;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

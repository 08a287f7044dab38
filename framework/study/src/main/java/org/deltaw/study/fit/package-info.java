/** Fits what a spec says, into a directory, to be interrupted and resumed. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.fit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

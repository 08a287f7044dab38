/** Models with known data: for comparing what is installed with reference values, and for timing it. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.reference;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

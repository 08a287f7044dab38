/** Models with known data, and reference values with which what is installed is compared. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.reference;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** The contract of data sources. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.testkit.data;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * The six extension points of DeltaW and their value types: all that a plugin sees besides the
 * expression language.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * Finds extensions in one of two worlds, OSGi services or a flat class path, and says what is wrong with those
 * that cannot be used.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.runtime.discover;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

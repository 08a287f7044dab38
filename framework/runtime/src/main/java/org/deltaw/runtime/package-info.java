/**
 * Finds extensions, as OSGi services or on a flat class path, and says what is wrong with those that
 * cannot be used. The only package that uses OSGi.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.runtime;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

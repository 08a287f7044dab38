/**
 * The registry of extensions, the same over OSGi services and over a flat class path; the installation that it is of; and the
 * application that is run on it.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.runtime;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

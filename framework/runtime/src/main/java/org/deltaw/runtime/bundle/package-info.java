/** Jars and bundles: what their manifests and service files say, and what they hold. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.runtime.bundle;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

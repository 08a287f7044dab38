/** The contract of gradient backends, and the reference run that they are held to. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.testkit.backend;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** The contract of network architectures. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.testkit.network;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

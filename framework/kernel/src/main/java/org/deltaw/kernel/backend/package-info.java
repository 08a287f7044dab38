/** Has programs compiled by the backend of a fit, and work done on several threads. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.backend;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

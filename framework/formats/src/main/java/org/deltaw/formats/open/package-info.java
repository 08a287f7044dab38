/** Opens scientific files: tells their formats by their first bytes, and names those that are not read. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.formats.open;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** JSON that programs write and read. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.spec.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

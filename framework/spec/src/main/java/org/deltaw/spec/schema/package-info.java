/** The JSON Schema of spec files, for editors. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.spec.schema;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

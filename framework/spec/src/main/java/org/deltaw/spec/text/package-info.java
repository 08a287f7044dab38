/** YAML and JSON as a user wrote them: trees that know file, line and key of every part. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.spec.text;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

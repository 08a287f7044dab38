/**
 * Spec files: what a user writes, bound to the records of kernel and plugins and written back, with errors
 * that name file, line and key.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.spec;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * Tasks: the pieces of which studies are made. Each can be done by itself and again, and leaves one file; what is there is not
 * done twice.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.task;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * What a fit or study keeps on disk: its directory, results, checkpoints, and what they belong to. More than 25 classes, since each of
 * the files, and each part of the results in them, has a class that writes or reads it.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.record;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * Files that are there as a whole or not at all, whenever the process is killed: what everything that DeltaW keeps on disk is
 * written with.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.storage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

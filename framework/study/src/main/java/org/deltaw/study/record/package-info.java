/** What a fit or study keeps on disk: its directory, results, checkpoints, and what they belong to. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.record;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** Posteriors into directories: draws as Stan writes them, summaries as JSON. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.posterior;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

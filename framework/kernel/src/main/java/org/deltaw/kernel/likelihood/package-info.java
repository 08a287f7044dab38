/** The likelihood of recordings: what each observation counts, and how the replicates of a recording are put together. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.likelihood;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

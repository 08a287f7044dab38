/** How long standard models take on the installed backends, how much arithmetic they are, and what the machine could do. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.benchmark;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

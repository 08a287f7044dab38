/** The contract of optimizers. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.testkit.optimizer;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;


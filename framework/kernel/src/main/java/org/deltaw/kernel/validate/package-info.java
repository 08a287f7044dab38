/** Cross-validation: how well rules predict what they were not fitted to. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.validate;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** Model selection: which terms of a rule the data support. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.select;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

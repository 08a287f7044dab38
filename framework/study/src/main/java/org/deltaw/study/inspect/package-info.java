/** Looks into data files: what is in them, what it probably means, and which spec would fit a rule to it. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.inspect;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

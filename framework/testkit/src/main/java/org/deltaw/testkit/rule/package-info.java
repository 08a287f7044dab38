/** The contract of rule families. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.testkit.rule;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

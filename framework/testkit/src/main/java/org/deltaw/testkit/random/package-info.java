/** Random expressions and steps that replay from a seed. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.testkit.random;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

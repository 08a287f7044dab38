/**
 * Whether one rule describes data better than another: which of two rules contains the other, tests of what they predict or explain,
 * and how frequent rules are among subjects.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.comparison;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

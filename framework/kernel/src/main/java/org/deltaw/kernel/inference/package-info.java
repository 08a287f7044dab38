/**
 * What the data say about fitted coefficients: standard errors, intervals, directions that the data do not
 * determine.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.inference;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * Selection of the terms of a rule, and the fit of the short rule that is left.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.select;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

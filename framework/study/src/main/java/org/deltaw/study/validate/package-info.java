/**
 * Cross-validation of what a spec says: every fold is a task, and what was held out is shown over all of them.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.validate;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

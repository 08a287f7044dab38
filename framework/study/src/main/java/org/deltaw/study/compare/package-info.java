/**
 * Compares models of the same data: fits by information criteria and likelihood ratios, and what rules predict of data that they were
 * not fitted to, subject by subject.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.compare;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

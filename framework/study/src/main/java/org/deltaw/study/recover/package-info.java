/**
 * Recovery: an experiment is simulated by a known rule, many times over, and fitted as if it were recorded; so it shows how biased and
 * how sure estimates are for this design, and which of several rules could be told apart.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.recover;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

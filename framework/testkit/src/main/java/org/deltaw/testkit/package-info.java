/**
 * How a plugin proves itself: a contract for each extension point, the reference run that backends are
 * held to, and random expressions and steps that replay from a seed.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.testkit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

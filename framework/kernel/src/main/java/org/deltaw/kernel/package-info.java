/**
 * Fits rules to data: assembles a model from a network, rules and losses, differentiates it, trains and
 * evaluates it on a backend. This package is the programmatic interface.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

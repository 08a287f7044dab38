/**
 * How well a model describes data: likelihood, deviance explained, R² of weights and activity; and whether one does better
 * than another, subject by subject.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.evaluation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

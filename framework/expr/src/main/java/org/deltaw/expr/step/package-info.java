/** One step of a model as a graph, and its derivatives: what a backend runs once for each step of a trajectory. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.expr.step;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

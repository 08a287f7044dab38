/** Charts of posterior distributions, as SVG: whether chains agree, where parameters lie, and how they hang together. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.posterior.chart;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

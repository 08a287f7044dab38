/** Where values lie: the axis along which several entries are computed at once, its tiles, and places in memory. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.lowering.layout;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

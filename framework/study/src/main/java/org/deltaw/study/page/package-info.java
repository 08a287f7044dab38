/** Pages for people to read, and the charts in them: HTML, and SVG that is drawn without Java's graphics. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.page;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** Records of settings and the text that a user writes for them: binding, describing and writing back. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.spec.settings;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

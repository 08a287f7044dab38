/** What the backends that compute with ND4J have in common; for them alone. */
@Export
@NullMarked
@Version("1.0.0")
package org.deltaw.plugin.nd4j;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

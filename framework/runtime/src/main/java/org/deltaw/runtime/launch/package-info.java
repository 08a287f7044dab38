/**
 * Brings DeltaW up from an installed folder: the only code, besides the OSGi framework, on the class path of the JVM.
 *
 * <p>The jar that holds this package is installed as a bundle too; in there nobody uses it.
 */
@NullMarked
package org.deltaw.runtime.launch;

import org.jspecify.annotations.NullMarked;

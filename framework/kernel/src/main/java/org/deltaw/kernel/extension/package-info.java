/** Calls of extensions: whose fault it is if one fails. */
@NullMarked
package org.deltaw.kernel.extension;

import org.jspecify.annotations.NullMarked;

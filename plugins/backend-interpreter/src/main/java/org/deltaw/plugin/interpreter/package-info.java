/** The backend that interprets expressions one by one. */
@NullMarked
package org.deltaw.plugin.interpreter;

import org.jspecify.annotations.NullMarked;

/** Plasticity rules written as one line of text. */
@NullMarked
package org.deltaw.plugin.formula;

import org.jspecify.annotations.NullMarked;

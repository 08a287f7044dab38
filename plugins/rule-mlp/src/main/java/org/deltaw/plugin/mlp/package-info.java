/** Plasticity rules as small multilayer perceptrons. */
@NullMarked
package org.deltaw.plugin.mlp;

import org.jspecify.annotations.NullMarked;

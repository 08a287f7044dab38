/** Optimizers that step against the gradient, of one trajectory after the other or of all: plain gradient descent and Adam. */
@NullMarked
package org.deltaw.plugin.gradient;

import org.jspecify.annotations.NullMarked;


/** Plasticity rules as polynomials of activities, weight and reward. */
@NullMarked
package org.deltaw.plugin.taylor;

import org.jspecify.annotations.NullMarked;

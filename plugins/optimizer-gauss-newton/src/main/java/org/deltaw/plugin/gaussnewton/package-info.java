/** The Gauss-Newton method within a trust region, with bounds and L1 penalties kept exactly. */
@NullMarked
package org.deltaw.plugin.gaussnewton;

import org.jspecify.annotations.NullMarked;


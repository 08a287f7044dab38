/** The evolution strategy CMA-ES, which needs values alone. */
@NullMarked
package org.deltaw.plugin.cmaes;

import org.jspecify.annotations.NullMarked;


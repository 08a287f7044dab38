/** Runs a network under a known rule: to make data, and to compare with what really happened. */
@NullMarked
package org.deltaw.kernel.simulate;

import org.jspecify.annotations.NullMarked;

/** The likelihood of recordings: what each observation counts, and how the replicates of a recording are put together. */
@NullMarked
package org.deltaw.kernel.likelihood;

import org.jspecify.annotations.NullMarked;

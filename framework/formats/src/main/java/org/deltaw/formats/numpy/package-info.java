/** NumPy arrays, alone and in archives. */
@NullMarked
package org.deltaw.formats.numpy;

import org.jspecify.annotations.NullMarked;

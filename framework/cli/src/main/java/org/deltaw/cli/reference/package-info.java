/** Models with known data: for comparing what is installed with reference values, and for timing it. */
@NullMarked
package org.deltaw.cli.reference;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.deltaw.spec.testing;

import org.jspecify.annotations.NullMarked;


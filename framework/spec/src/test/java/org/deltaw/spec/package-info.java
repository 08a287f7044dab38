@NullMarked
package org.deltaw.spec;

import org.jspecify.annotations.NullMarked;

/** Choices between options, whose values are learned. */
@NullMarked
package org.deltaw.plugin.options;

import org.jspecify.annotations.NullMarked;

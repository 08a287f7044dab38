/** Has programs compiled by the backend of a fit, and work done on several threads. */
@NullMarked
package org.deltaw.kernel.backend;

import org.jspecify.annotations.NullMarked;

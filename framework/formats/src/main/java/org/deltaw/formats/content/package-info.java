/** The bytes of a file, and what may be taken of them: what readers of all formats share. */
@NullMarked
package org.deltaw.formats.content;

import org.jspecify.annotations.NullMarked;

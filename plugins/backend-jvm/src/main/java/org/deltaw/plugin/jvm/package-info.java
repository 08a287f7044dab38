/** The backend that compiles programs to bytecode. */
@NullMarked
package org.deltaw.plugin.jvm;

import org.jspecify.annotations.NullMarked;

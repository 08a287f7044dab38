/** Small extensions with which the command line is tested: one of each kind, and one that is broken. */
@NullMarked
package org.deltaw.cli.lab;

import org.jspecify.annotations.NullMarked;

/**
 * Puts a network, rules and losses together into one program, and hands data to it.
 *
 * <p>More than 25 classes, since what is assembled is also asked what no data can determine of it, of which only the model knows.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.model;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/** Puts a network, rules and losses together into one program, and hands data to it. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.model;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

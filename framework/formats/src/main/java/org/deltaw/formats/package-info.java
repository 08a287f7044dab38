/**
 * What a scientific file holds, whatever its format: groups of named variables, each with a type and a shape, whose values are
 * read when they are asked for. {@link org.deltaw.formats.open.FileFormats} opens files.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.formats;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

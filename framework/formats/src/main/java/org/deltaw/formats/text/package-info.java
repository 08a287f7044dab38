/** Text files with a row in each line: CSV, TSV and their relatives. */
@NullMarked
package org.deltaw.formats.text;

import org.jspecify.annotations.NullMarked;

/**
 * The columns of a table: those that are stored in files, looked up by the names that users have for them, and those that are computed
 * from others. Knows nothing of what a column is for.
 */
@NullMarked
package org.deltaw.plugin.table.column;

import org.jspecify.annotations.NullMarked;

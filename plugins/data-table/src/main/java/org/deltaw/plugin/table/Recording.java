package org.deltaw.plugin.table;

import org.deltaw.plugin.table.column.Table;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.InputFile;
import org.deltaw.spi.data.SourceFile;

/**
 * One table that was read: what its columns are for, and which of its rows belong together.
 *
 * @param source what it was read from, for the record
 */
record Recording(Roles roles, Grouping grouping, SourceFile source) {
    /** Reads all that the settings name. */
    static Recording read(Table table, SourceFile source, TableSettings settings, DataContext context) {
        Recording recording = new Recording(Roles.of(table, settings, context), new Grouping(table, settings), source);
        recording.roles().read();
        recording.grouping().read();
        return recording;
    }

    InputFile file() {
        return roles.table().file();
    }

    int rows() {
        return roles.table().rows();
    }
}

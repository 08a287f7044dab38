package org.deltaw.plugin.table;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import org.deltaw.plugin.table.column.Literals;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;

/**
 * Trajectories from tables with a row for each step, in files of any format that is read. A user says which column holds what, and nothing
 * else in the files matters; where a target's cell is empty, it was not observed.
 */
@ServiceProvider(DataSource.class)
public final class TableSource implements DataSource<TableSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("table");
    }

    @Override
    public String description() {
        return "Trajectories from tables with a row for each step: CSV, NumPy, MATLAB, HDF5, NWB";
    }

    @Override
    public Class<TableSettings> settingsType() {
        return TableSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(
                new Citation("Shafranovich, Common format and MIME type for comma-separated values (CSV) files, RFC 4180, "
                        + "2005", "10.17487/RFC4180"),
                new Citation("Harris and others, Array programming with NumPy, Nature 585, 2020",
                        "10.1038/s41586-020-2649-2"));
    }

    @Override
    public Dataset load(TableSettings settings, DataContext context) {
        Literals literals = new Literals();
        List<Recording> recordings = new TableFiles(settings, context.directory()).read(settings.uses(), literals, (table, source) ->
                Recording.read(table, source, settings, context));
        literals.requireSeen();
        Roles first = recordings.getFirst().roles();
        recordings.forEach(each -> each.roles().requireSameAs(first));
        return new Assembly(settings, recordings, InitialStates.read(settings, context.directory())).dataset();
    }
}

package org.deltaw.plugin.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.spi.data.DataSource;
import org.deltaw.testkit.data.DataSourceContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class TableSourceContractTest extends DataSourceContract<TableSettings> {
    @TempDir
    private Path directory;

    @BeforeEach
    void writeTables() {
        Tables.write(directory.resolve("flies.csv"), Tables.FLY);
        Tables.write(directory.resolve("gaps.csv"), Tables.FLY.replace("0.75,0,0,0", "0.75,0,,0"));
        Tables.write(directory.resolve("one.npz"), Map.of("x", Tables.array("3, 2", 1, 2, 3, 4, 5, 6),
                "n", Tables.array("3, 2", 1, Double.NaN, 3, 4, 5, 6)));
    }

    @Override
    protected DataSource<TableSettings> extension() {
        return new TableSource();
    }

    @Override
    protected List<TableSettings> settings() {
        return List.of(
                Tables.Mapping.fly("flies.csv").settings(),
                new Tables.Mapping(List.of("gaps.csv"), List.of("odour1", "odour2"), Optional.empty(), Map.of(),
                        Map.of("decision", List.of("accepted")), Map.of(), Map.of("trajectory", "fly"), ",").settings(),
                Tables.Mapping.fly("flies.csv").with("trajectory", "").with("session", "fly").settings(),
                Tables.Mapping.fly("flies.csv").with("trajectory", "").with("session", "fly").with("sessions", "CARRY_OVER")
                        .settings(),
                Tables.Mapping.neurons("one.npz").settings());
    }

    @Override
    protected Path directory() {
        return directory;
    }

    @Override
    protected boolean isRandom(TableSettings settings) {
        return false;
    }
}

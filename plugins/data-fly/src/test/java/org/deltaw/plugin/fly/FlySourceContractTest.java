package org.deltaw.plugin.fly;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.testkit.data.DataSourceContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FlySourceContractTest extends DataSourceContract<FlySettings> {
    @TempDir
    private Path directory;

    @BeforeEach
    void writeRecordings() {
        Mats.write(directory.resolve("one.mat"), "aB1bA0abB1A0aab");
        Mats.write(directory.resolve("two.mat"), "A1B0aB1bbA1");
    }

    @Override
    protected DataSource<FlySettings> extension() {
        return new FlySource();
    }

    @Override
    protected List<FlySettings> settings() {
        return List.of(
                new FlySettings(List.of("one.mat"), Resamplings.of(3), FlySettings.Reward.EXPECTED, 10, 0.75, 0.05, Optional.empty()),
                new FlySettings(List.of("*.mat"), Resamplings.AUTOMATIC, FlySettings.Reward.RAW, 2, 1, 0.1, Optional.of("2-3")),
                new FlySettings(List.of("two.mat"), Resamplings.AUTOMATIC, FlySettings.Reward.EXPECTED, 1, 0.75, 0, Optional.empty()));
    }

    @Override
    protected Path directory() {
        return directory;
    }

    @Override
    protected boolean isRandom(FlySettings settings) {
        return settings.inputNoise() > 0;
    }
}

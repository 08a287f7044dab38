package org.deltaw.plugin.synthetic;

import java.nio.file.Path;
import java.util.List;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.testkit.data.DataSourceContract;
import org.junit.jupiter.api.io.TempDir;

class ForagingSourceContractTest extends DataSourceContract<ForagingSettings> {
    @TempDir
    private Path directory;

    @Override
    protected DataSource<ForagingSettings> extension() {
        return new ForagingSource();
    }

    @Override
    protected List<ForagingSettings> settings() {
        return List.of(
                Fits.foragingSettings(2, 2, 10, ForagingSettings.Reward.EXPECTED),
                Fits.foragingSettings(1, 0, 3, ForagingSettings.Reward.RAW));
    }

    @Override
    protected Path directory() {
        return directory;
    }

    @Override
    protected DataContext context(Seed seed, Path from, int width) {
        return NeuralSourceContractTest.Simulated.context(
                Fits.foraging(settings().getFirst()).layers(width, 10, 1), seed, from);
    }

    @Override
    protected boolean isRandom(ForagingSettings settings) {
        return true;
    }
}

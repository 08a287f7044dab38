package org.deltaw.plugin.synthetic;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.plugin.options.OptionsNetwork;
import org.deltaw.plugin.options.OptionsSettings;
import org.deltaw.spi.Configured;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.testkit.data.DataSourceContract;
import org.junit.jupiter.api.io.TempDir;

/** The same source with choices between options. */
class ChoiceSourceContractTest extends DataSourceContract<ForagingSettings> {
    @TempDir
    private Path directory;

    @Override
    protected DataSource<ForagingSettings> extension() {
        return new ForagingSource();
    }

    @Override
    protected List<ForagingSettings> settings() {
        return List.of(
                settings(new ChoiceSettings(true, true, 0, Optional.empty(), 0, Optional.empty(), 1)),
                settings(new ChoiceSettings(false, false, 3, Optional.empty(), 0.2, Optional.of(2), 2)));
    }

    private static ForagingSettings settings(ChoiceSettings choices) {
        return new ForagingSettings(Fits.rule(Map.of("x*r", 0.3, "x*w", -0.3)), 3, 1,
                List.of(List.of(0.9, 0.1, 0.2), List.of(0.1, 0.9, 0.2)),
                10, Optional.of(15), Optional.of(2), Fits.ALL_KNOWN, Resamplings.AUTOMATIC,
                Optional.empty(), 10, 0.75, 0, 1000, Optional.of(choices));
    }

    @Override
    protected Path directory() {
        return directory;
    }

    @Override
    protected DataContext context(Seed seed, Path from, int width) {
        OptionsSettings network = new OptionsSettings(3, 1, Optional.empty(), OptionsSettings.Update.CHOSEN, 1, 0, 0.1, 3, 0, 0.1, 0.05,
                Optional.of(0.1), Optional.empty());
        return NeuralSourceContractTest.Simulated.context(
                Fits.foraging(settings().getFirst()).network(new Configured<>(new OptionsNetwork(), network)), seed, from);
    }

    /** The network reads choices alone. */
    @Override
    protected int inputs() {
        return 0;
    }

    @Override
    protected boolean isRandom(ForagingSettings settings) {
        return true;
    }
}

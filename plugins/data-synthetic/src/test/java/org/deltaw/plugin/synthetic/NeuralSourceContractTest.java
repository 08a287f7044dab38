package org.deltaw.plugin.synthetic;

import java.nio.file.Path;
import java.util.List;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.rule.KnownRule;
import org.deltaw.testkit.data.DataSourceContract;
import org.junit.jupiter.api.io.TempDir;

class NeuralSourceContractTest extends DataSourceContract<NeuralSettings> {
    @TempDir
    private Path directory;

    @Override
    protected DataSource<NeuralSettings> extension() {
        return new NeuralSource();
    }

    @Override
    protected List<NeuralSettings> settings() {
        return List.of(
                Fits.neuralSettings(3, 2, 7, 0, 1),
                Fits.neuralSettings(1, 0, 1, 0.1, 0.4),
                Fits.neuralSettings(2, 1, 4, 0, 0.01));
    }

    @Override
    protected Path directory() {
        return directory;
    }

    @Override
    protected DataContext context(Seed seed, Path from, int width) {
        return Simulated.context(Fits.neural(settings().getFirst()).layers(width, 5), seed, from);
    }

    @Override
    protected boolean isRandom(NeuralSettings settings) {
        return true;
    }

    /** What a source is told, with a seed and directory of the test's own. */
    record Simulated(DataContext kernel, Seed seed, Path directory) implements DataContext {
        static DataContext context(Fits fits, Seed seed, Path directory) {
            return new Simulated(OpenFit.context(fits.fit()), seed, directory);
        }

        @Override
        public int inputs() {
            return kernel.inputs();
        }

        @Override
        public Simulator simulator(KnownRule truth, List<Channel> channels) {
            return kernel.simulator(truth, channels);
        }
    }
}

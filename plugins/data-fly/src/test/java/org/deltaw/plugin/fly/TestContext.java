package org.deltaw.plugin.fly;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.rule.KnownRule;

/** A fit that asks for data. */
record TestContext(Seed seed, Path directory, int inputs) implements DataContext {
    @Override
    public Simulator simulator(KnownRule truth, List<Channel> channels) {
        throw new AssertionError("Recordings are not simulated.");
    }

    static TestContext in(Path directory) {
        return new TestContext(new Seed(7), directory, 2);
    }

    TestContext withInputs(int other) {
        return new TestContext(seed, directory, other);
    }

    TestContext withSeed(long other) {
        return new TestContext(new Seed(other), directory, inputs);
    }

    Dataset load(FlySettings settings) {
        return new FlySource().load(settings, this);
    }

    /** Loads files with settings as they are by default, but for the number of resamplings. */
    Dataset load(int resamplings, String... files) {
        return load(new FlySettings(List.of(files), Resamplings.of(resamplings), FlySettings.Reward.EXPECTED, 10, 0.75, 0.05,
                Optional.empty()));
    }

    /** Loads some trials of a file, without input noise, with rewards as recorded or minus expectation. */
    Dataset loadTrials(FlySettings.Reward reward, String trials, String file) {
        return load(new FlySettings(List.of(file), Resamplings.ONE, reward, 10, 0.75, 0, Optional.of(trials)));
    }
}

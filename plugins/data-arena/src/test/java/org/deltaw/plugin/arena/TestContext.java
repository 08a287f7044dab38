package org.deltaw.plugin.arena;

import java.nio.file.Path;
import java.util.List;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.rule.KnownRule;

/**
 * A fit that asks for data.
 *
 * @param width how many inputs the network has; 0 if it reads choices alone
 */
record TestContext(Seed seed, Path directory, int width) implements DataContext {
    @Override
    public int inputs() {
        if (width == 0) {
            throw new InvalidSpecException("The network reads no input of its own; choose another data source.");
        }
        return width;
    }

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
        return new TestContext(new Seed(other), directory, width);
    }

    Dataset load(ArenaSettings settings) {
        return new ArenaSource().load(settings, this);
    }

    /** Loads folders with settings as they are by default. */
    Dataset load(String... folders) {
        return load(settings(folders));
    }

    /** Returns settings as they are by default. */
    static ArenaSettings settings(String... folders) {
        return new ArenaSettings(List.of(folders), ArenaSettings.Step.ENCOUNTER, ArenaSettings.Reward.EXPECTED, 10,
                ArenaSettings.Rewards.RECORDED, 0, false, 3, List.of(), Resamplings.ONE, 0.75, 0);
    }
}

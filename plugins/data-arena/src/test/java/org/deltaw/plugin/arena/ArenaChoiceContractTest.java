package org.deltaw.plugin.arena;

import java.nio.file.Path;
import java.util.List;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.testkit.data.DataSourceContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The same source where each step is a choice between the odours. */
class ArenaChoiceContractTest extends DataSourceContract<ArenaSettings> {
    @TempDir
    private Path directory;

    @BeforeEach
    void record() {
        new Rig().walk("c1 c3 a2 e2! ? - e2 a1 c3 a3 a1 e1").file(0).write(file("one_Fly1", 1));
        new Rig().walk("- c1 a2 e2!").file(2).write(file("one_Fly1", 2));
        new Rig().side(2).walk("c1 c3 c1 a2 e2").file(0).write(file("two_Fly2", 1));
    }

    private Path file(String fly, int block) {
        return directory.resolve(fly).resolve("all_variables_contingency_" + block + ".mat");
    }

    @Override
    protected DataSource<ArenaSettings> extension() {
        return new ArenaSource();
    }

    @Override
    protected List<ArenaSettings> settings() {
        return List.of(
                new ArenaSettings(List.of("*"), ArenaSettings.Step.CHOICE, ArenaSettings.Reward.RAW, 1,
                        ArenaSettings.Rewards.RECORDED, 0, false, 2, List.of(), Resamplings.ONE, 0.75, 0),
                new ArenaSettings(List.of("one_Fly1"), ArenaSettings.Step.CHOICE, ArenaSettings.Reward.EXPECTED, 3,
                        ArenaSettings.Rewards.SHIFTED, 0, false, 2, List.of(), Resamplings.of(2), 0.75, 0));
    }

    /** The network reads choices alone. */
    @Override
    protected int inputs() {
        return 0;
    }

    @Override
    protected Path directory() {
        return directory;
    }

    @Override
    protected boolean isRandom(ArenaSettings settings) {
        return false;
    }
}

package org.deltaw.plugin.arena;

import java.nio.file.Path;
import java.util.List;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.testkit.data.DataSourceContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class ArenaSourceContractTest extends DataSourceContract<ArenaSettings> {
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
                TestContext.settings("*_Fly?"),
                new ArenaSettings(List.of("one_Fly1"), ArenaSettings.Step.ENCOUNTER, ArenaSettings.Reward.RAW, 2,
                        ArenaSettings.Rewards.SHIFTED, 0.3, true, 2, List.of(), Resamplings.of(3), 1, 0.1),
                new ArenaSettings(List.of("*"), ArenaSettings.Step.ENCOUNTER, ArenaSettings.Reward.EXPECTED, 1,
                        ArenaSettings.Rewards.RECORDED, 0, false, 1, List.of("Fly2"), Resamplings.AUTOMATIC, 0.75, 0.05));
    }

    @Override
    protected Path directory() {
        return directory;
    }

    @Override
    protected boolean isRandom(ArenaSettings settings) {
        return settings.inputNoise() > 0;
    }
}

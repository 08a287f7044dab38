package org.deltaw.plugin.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.Resamplings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds encounters and rewards of real flies against values that are no part of this project, in {@code ../shared} or where
 * {@code deltaw.shared} says.
 */
@Tag("evidence")
class GoldenTest {
    private static final Path SHARED = Path.of(System.getProperty("deltaw.shared", "../../../shared"));
    private static final Pattern TRIAL = Pattern.compile("\\{\"encounters\":\\[([^]]*)],\"reward\":([01])}");

    private static List<Fly> flies;

    @BeforeAll
    static void read() {
        Path records = SHARED.resolve("data").toAbsolutePath();
        assertTrue(Files.isDirectory(records.resolve("arena")), records.resolve("arena") + " is missing.");
        flies = FlyFolder.find(List.of("arena/*Fly*"), records).stream().map(folder -> Fly.read(folder, 3)).toList();
    }

    static Stream<Path> golden() throws IOException {
        return Files.list(SHARED.resolve("data/arena-golden")).sorted();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void everyEncounterAndRewardIsEqual(Path golden) throws IOException {
        String name = golden.getFileName().toString().replace(".json", "");
        Fly fly = flies.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        String[] blocks = Files.readString(golden).split("\"trials\":");
        assertEquals(blocks.length - 1, fly.blocks().size());
        for (int block = 1; block < blocks.length; block++) {
            List<String> expected = new ArrayList<>();
            for (Matcher matcher = TRIAL.matcher(blocks[block]); matcher.find();) {
                expected.add(matcher.group(1).replaceAll("[\",]", "") + matcher.group(2));
            }
            assertEquals(expected, trials(fly, block).stream().map(GoldenTest::written).toList(),
                    name + ", block " + block);
        }
    }

    private static String written(Trial trial) {
        return trial.encounters().stream().map(met -> met.odour() == 0 ? "A" : "B").collect(Collectors.joining()) + trial.reward();
    }

    @Test
    void whatCountsAsAVisitChangesTheNumberOfRejections() {
        assertEquals(List.of(1536L, 1377L, 1315L), rejections(0, false));
        assertEquals(List.of(1313L, 1244L, 1176L), rejections(0.5, false));
        assertEquals(List.of(1188L, 1098L, 1048L), rejections(1, false));
        assertEquals(List.of(682L, 686L, 643L), rejections(0, true));
    }

    private static List<Long> rejections(double shortest, boolean pastCentre) {
        ArenaSettings settings = new ArenaSettings(List.of("."), ArenaSettings.Step.ENCOUNTER, ArenaSettings.Reward.RAW, 10,
                ArenaSettings.Rewards.RECORDED, shortest, pastCentre, 3, List.of(), Resamplings.ONE, 0.75, 0);
        return Stream.of(1, 2, 3).map(block -> flies.stream().flatMap(fly -> trials(fly, block).stream())
                .flatMap(trial -> trial.encounters().stream().limit(trial.encounters().size() - 1))
                .filter(encounter -> settings.isRejection(encounter.visit())).count()).toList();
    }

    @Test
    void shiftedRewardsAreThoseOfPublishedTables() {
        List<Trial> trials = flies.stream().flatMap(fly -> fly.trials().stream()).toList();
        assertEquals(4281, trials.size());
        assertEquals(2416, trials.stream().mapToInt(Trial::reward).sum());
        assertEquals(1220, trials.stream().filter(trial -> trial.reward() != trial.shifted()).count());
    }

    @Test
    void blocksThatEndedByTimeAreTold() {
        assertEquals(List.of("Block 3 of Fly39 ended in its trial 67, which is left out",
                "Block 3 of Fly8_round2 ended in its trial 56, which is left out"), flies.stream().flatMap(fly -> fly.warnings().stream())
                .map(Warning::message).map(warning -> warning.substring(0, warning.indexOf(" ("))).toList());
    }

    private static List<Trial> trials(Fly fly, int block) {
        return fly.blocks().containsKey(block) ? fly.blocks().get(block).trials() : List.of();
    }
}

package org.deltaw.spi.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deltaw.spi.InvalidSpecException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
    private static final InputFiles FILES = new InputFiles("table", "table", List.of(".csv.gz", ".csv", ".npy"), "a/b.csv");

    @TempDir
    private Path directory;

    @BeforeEach
    void makeFiles() throws IOException {
        for (String name : List.of("animals/m1/trials.csv", "animals/m2/trials.csv", "animals/m2/day 2/trials.csv", "top.csv",
                "animals/m2/._trials.csv", "__MACOSX/animals/m1/trials.csv", "x{1}/trials.csv", "x{1}/trials.npy")) {
            Files.createDirectories(directory.resolve(name).getParent());
            Files.createFile(directory.resolve(name));
        }
    }

    private List<String> found(String... entries) {
        return FILES.find(List.of(entries), directory).stream().map(file -> file.name() + " = " + file.shown()).toList();
    }

    private void assertRefused(String message, String... entries) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> found(entries));
        assertEquals(message.replace("<dir>", directory.toString()), refusal.getMessage());
    }

    @Test
    void patternMayStandInAnyPartOfThePath() {
        assertEquals(List.of("m1 = animals/m1/trials.csv", "m2 = animals/m2/trials.csv"), found("animals/*/trials.csv"));
        assertEquals(List.of("trials = animals/m2/day 2/trials.csv"), found("animals/m2/*/*.csv"));
    }

    @Test
    void twoStarsStandForAnyNumberOfFolders() {
        assertEquals(List.of("m1 = animals/m1/trials.csv", "m2/day 2 = animals/m2/day 2/trials.csv", "m2 = animals/m2/trials.csv"),
                found("animals/**/trials.csv"));
        assertEquals(List.of("top = top.csv"), found("**/top.csv"));
        assertEquals(List.of("animals/m1/trials", "animals/m2/day 2/trials", "animals/m2/trials", "top", "x{1}/trials"),
                FILES.find(List.of("**/*.csv"), directory).stream().map(InputFile::name).toList());
    }

    @Test
    void absolutePatternIsAllowed() {
        assertEquals(List.of("trials = " + directory + "/animals/m1/trials.csv"), found(directory + "/animals/?1/*"));
    }

    @Test
    void bracketsInTheNameOfAFolderMeanThemselves() {
        assertEquals(List.of("trials = x{1}/trials.npy"), found("x{1}/*.npy"));
    }

    @Test
    void filesAreNamedByTheirPathsOnlyIfTheirNamesAreNotEnough() {
        assertEquals(List.of("top = top.csv", "trials = animals/m1/trials.csv"), found("top.csv", "animals/m1/trials.csv"));
        assertEquals(List.of("top = top.csv", "animals/m1/trials = animals/m1/trials.csv", "x{1}/trials = x{1}/trials.csv"),
                found("top.csv", "animals/m1/trials.csv", "x{1}/trials.csv"));
    }

    @Test
    void filesThatDifferInTheirEndingsAloneAreRefused() {
        assertRefused("x{1}/trials.npy: 'x{1}/trials.csv' has the same name, so both would be 'x{1}/trials'; rename one of them.",
                "top.csv", "x{1}/trials.csv", "x{1}/trials.npy");
    }

    @Test
    void filesAreGroupedByTheirFolders() {
        List<String> folders = new ArrayList<>();
        FILES.findByFolder(List.of("animals/**/*.csv", "x{1}/*"), directory).forEach((folder, files) ->
                folders.add(folder.name() + " = " + folder.shown() + ": " + files.stream().map(InputFile::shown).toList()));
        assertEquals(List.of("m1 = animals/m1: [animals/m1/trials.csv]", "day 2 = animals/m2/day 2: [animals/m2/day 2/trials.csv]",
                "m2 = animals/m2: [animals/m2/trials.csv]", "x{1} = x{1}: [x{1}/trials.csv, x{1}/trials.npy]"), folders);
    }

    @Test
    void patternThatMatchesNothingIsRefused() {
        assertRefused("animals/*/rials.csv: no file in <dir>/animals matches '*/rials.csv'; check pattern and directory.",
                "animals/*/rials.csv");
        assertRefused("beasts/*/x.csv: there is no directory <dir>/beasts; relative paths start from <dir>.", "beasts/*/x.csv");
        assertRefused("__MACOSX/*: no file in <dir>/__MACOSX matches '*'; check pattern and directory.", "__MACOSX/*");
    }
}

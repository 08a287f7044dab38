package org.deltaw.itests.installed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with what a user gives is said in one sentence, and nothing is left behind. */
class BadInputIT {
    private static final String SPEC = "example-fly.yaml";

    @TempDir
    private Path folder;

    private Deltaw deltaw;

    @BeforeEach
    void prepare() throws Exception {
        deltaw = Deltaw.of(Installation.standard(), folder);
    }

    @Test
    void unknownKeyIsAnsweredWithTheNearest() throws Exception {
        int line = edit("epochs:", "epoch:");
        deltaw.refuses(List.of("fit", SPEC),
                SPEC + " line " + line, "training.epoch is not known", "did you mean 'epochs'?");
    }

    @Test
    void unknownKeyOnTheCommandLineIsAnsweredWithTheNearest() throws Exception {
        deltaw.refuses(List.of("fit", SPEC, "data.resampling=3"), "data.resampling=3", "did you mean 'resamplings'?");
    }

    @Test
    void wrongTypeIsRefused() throws Exception {
        int line = edit("epochs: 250", "epochs: many");
        deltaw.refuses(List.of("fit", SPEC),
                SPEC + " line " + line, "training.epochs is 'many'", "expected a whole number");
    }

    @Test
    void unknownPluginIsAnsweredWithThoseThatAreThere() throws Exception {
        int line = edit("family: taylor", "family: tailor");
        deltaw.refuses(List.of("fit", SPEC),
                SPEC + " line " + line, "rule.family", "'tailor'", "did you mean 'taylor'?", "mlp");
    }

    @Test
    void missingSpecIsRefused() throws Exception {
        deltaw.refuses(List.of("fit", "nowhere.yaml"), "nowhere.yaml does not exist");
    }

    @Test
    void specThatIsNoYamlIsRefused() throws Exception {
        edit("layers: [2, 10, 1]", "layers: [2, 10, 1");
        deltaw.refuses(List.of("fit", SPEC), SPEC + " line ");
    }

    @Test
    void missingRecordingIsRefused() throws Exception {
        deltaw.refuses(List.of("fit", SPEC, "data.files=[Fly99.mat]"),
                "data.files", "Fly99.mat", "there is no such file");
    }

    @Test
    void recordingThatWasCutOffIsRefused() throws Exception {
        Path file = deltaw.work().resolve("example-fly.mat");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));
        deltaw.refuses(List.of("fit", SPEC), "data.files", "example-fly.mat", "cut off");
    }

    @Test
    void recordingThatDeclaresFarMoreThanItHoldsIsRefusedAtOnce() throws Exception {
        MatFile.ofSixSteps().with("X", 25_000_000, 2, 1, 0, 1, 0).write(deltaw.work().resolve("huge.mat"));
        deltaw.with("DELTAW_OPTS", "-Xmx100m").refuses(List.of("fit", SPEC, "data.files=[huge.mat]"),
                "data.files", "huge.mat", "declares 400");
    }

    @Test
    void rewardsThatDoNotMatchChoicesAreRefused() throws Exception {
        MatFile.ofSixSteps().with("R", 1, 3, 1, 0, 1).write(deltaw.work().resolve("odd.mat"));
        deltaw.refuses(List.of("fit", SPEC, "data.files=[odd.mat]"), "data.files", "odd.mat", "Y", "4", "R", "3");
    }

    @Test
    void inputThatIsNoNumberIsRefused() throws Exception {
        MatFile.ofSixSteps().with("X", 6, 2, 1, 0, 1, Double.NaN, 1, 0, 0, 1, 0, 1, 0, 1)
                .write(deltaw.work().resolve("nan.mat"));
        deltaw.refuses(List.of("fit", SPEC, "data.files=[nan.mat]"), "data.files", "nan.mat", "X", "NaN", "row 4");
    }

    @Test
    void smallRecordingAsSuchIsTaken() throws Exception {
        MatFile.ofSixSteps().write(deltaw.work().resolve("six.mat"));
        deltaw.run(Deltaw.briefly("fit", "data.files=[six.mat]")).succeeded().says("6 steps");
    }

    @Test
    void fileInPlaceOfTheOutputDirectoryIsRefused() throws Exception {
        Files.writeString(deltaw.work().resolve("taken"), "a file");
        deltaw.refuses(List.of("fit", SPEC, "-o", "taken"), "taken is a file", "-o DIR");
    }

    @Test
    void outputDirectoryBelowAFileIsRefused() throws Exception {
        Files.writeString(deltaw.work().resolve("taken"), "a file");
        deltaw.refuses(List.of("fit", SPEC, "-o", "taken/run"), "taken/run", "could not be made", "-o DIR");
    }

    @Test
    void fileInPlaceOfTheDefaultDirectoryIsRefused() throws Exception {
        Files.writeString(deltaw.work().resolve("runs"), "a file");
        deltaw.refuses(List.of("fit", SPEC), "runs", "file", "-o DIR");
    }

    @Test
    void outputDirectoryWithSomethingInItIsLeftAlone() throws Exception {
        Files.createDirectories(deltaw.work().resolve("full"));
        Files.writeString(deltaw.work().resolve("full/thesis.txt"), "years of work");
        deltaw.refuses(List.of("fit", SPEC, "-o", "full"), "full exists and is not empty");
    }

    @Test
    void resumingWhatIsNoRunIsRefused() throws Exception {
        deltaw.refuses(List.of("resume", "nowhere"), "nowhere");
    }

    /** Replaces a part of the spec. Returns its line. */
    private int edit(String part, String by) throws Exception {
        Path file = deltaw.work().resolve(SPEC);
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(part)) {
                lines.set(i, lines.get(i).replace(part, by));
                Files.write(file, lines);
                return i + 1;
            }
        }
        throw new AssertionError(SPEC + " has no '" + part + "'");
    }
}

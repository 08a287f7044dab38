package org.deltaw.itests.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deltaw.itests.Project;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.kernel.select.Selection;
import org.deltaw.kernel.select.SelectionSettings;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecFile;
import org.deltaw.storage.PowerCut;
import org.deltaw.storage.Sha256;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.record.Destination;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.record.StudyRecord;
import org.deltaw.study.select.SelectionStudy;
import org.deltaw.study.validate.ValidationSettings;
import org.deltaw.study.validate.ValidationStudy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever operation on disk a study is halted at, what it leaves can be gone on with, and ends with the same bits in every file.
 * The power is cut in this process; {@code StorageHaltIT} shows that real processes leave the same.
 */
@Tag("evidence")
class HaltTest {
    private static final int MOST = 500;
    /** Fewer operations would mean that not all of them are counted. */
    private static final int LEAST = 20;

    private static final ExtensionRegistry REGISTRY = ExtensionRegistry.ofClassPath(HaltTest.class.getClassLoader());

    @TempDir
    private Path folder;

    /** Begins a study in a folder, or goes on with it, to its end. */
    private interface Study {
        void run(Path folder) throws Exception;
    }

    private static SpecFile spec(String... overrides) {
        // With one thread all is done by the one whose power is cut.
        List<String> all = new ArrayList<>(List.of(overrides));
        all.add("backend.threads=1");
        return SpecFile.read(Project.root().resolve("distributions/standard/src/main/examples/example-fly.yaml"), all);
    }

    @Test
    void fitIsGoneOnWith() throws Exception {
        SpecFile spec = spec("data.trials=1-60", "training.epochs=3", "data.resamplings=1");
        everywhere(run -> {
            try (FitStudy study = RunDirectory.isAt(run) ? FitStudy.resume(run, REGISTRY)
                    : FitStudy.begin(spec, REGISTRY, Destination.at(run))) {
                if (!study.isFinished()) {
                    study.run(FitStudy.Listener.SILENT);
                }
            }
        });
    }

    @Test
    void selectionIsGoneOnWith() throws Exception {
        SpecFile spec = spec("data.trials=1-60", "data.resamplings=1", "loss={function: choice-cross-entropy}", "rule.terms=[w, x*r]");
        SelectionSettings settings = new SelectionSettings(new FoldSettings(2, FoldSettings.Over.TRIALS), 2, 1e-3,
                SelectionSettings.Rule.ONE_STANDARD_ERROR, true);
        everywhere(run -> {
            if (RunDirectory.isAt(run)) {
                try (FitStudy study = FitStudy.resume(run, REGISTRY)) {
                    if (!study.isFinished()) {
                        study.run(FitStudy.Listener.SILENT);
                    }
                }
                return;
            }
            Optional<StudyRecord> begun = StudyRecord.find(run);
            try (SelectionStudy study = begun.isPresent() ? SelectionStudy.resume(begun.get(), REGISTRY)
                    : SelectionStudy.begin(spec, settings, REGISTRY, Destination.at(run))) {
                Selection found = study.run(SelectionStudy.Listener.SILENT).orElseThrow();
                try (FitStudy fit = study.refit(found).orElseThrow()) {
                    fit.run(FitStudy.Listener.SILENT);
                }
            }
        });
    }

    @Test
    void validationIsGoneOnWith() throws Exception {
        SpecFile spec = spec("data.trials=1-60", "data.resamplings=1", "training.epochs=2");
        everywhere(run -> {
            Optional<StudyRecord> begun = StudyRecord.find(run);
            try (ValidationStudy study = begun.isPresent() ? ValidationStudy.resume(begun.get(), REGISTRY)
                    : ValidationStudy.begin(
                            spec, new ValidationSettings(new FoldSettings(2, FoldSettings.Over.TRIALS)), REGISTRY, Destination.at(run))) {
                study.run(ValidationStudy.Listener.SILENT);
            }
        });
    }

    private void everywhere(Study study) throws Exception {
        Path whole = folder.resolve("whole");
        whole(study, whole);
        Map<String, String> expected = files(whole);
        int operation = 0;
        boolean done = false;
        while (!done && operation < MOST) {
            operation++;
            Path run = folder.resolve("halted-" + operation);
            done = PowerCut.before(operation, () -> study.run(run));
            if (!done) {
                whole(study, run);
            }
            assertEquals(expected, files(run), "halted at operation " + operation);
        }
        assertTrue(done && operation > LEAST, operation + " operations");
    }

    private static void whole(Study study, Path run) throws Exception {
        assertTrue(PowerCut.before(Long.MAX_VALUE, () -> study.run(run)));
    }

    /** Returns a digest of every file. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).forEach(file -> files.put(folder.relativize(file).toString(), Sha256.of(file)));
        }
        return files;
    }
}

package org.deltaw.itests.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltaw.itests.Shared;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecFile;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.record.Destination;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as people and programs write them, gathered outside of the project, give what the plainest of them gives, or a remedy. */
@Tag("evidence")
class SharedTablesTest {
    private static final ExtensionRegistry REGISTRY = ExtensionRegistry.ofClassPath(SharedTablesTest.class.getClassLoader());
    private static final Pattern LOSS = Pattern.compile("\"loss\": *([-0-9.eE]+)");
    /** What base.csv gives after the four iterations of its spec. */
    private static final double BASE = 0.6836361291653716;
    /** The same with one decision missing. */
    private static final double ONE_MISSING = 0.6836086494939306;

    @TempDir
    private Path folder;

    /** Fits the spec of a folder to a file of it, and returns the loss after training. */
    private double loss(String cases, String files, String... changes) throws IOException {
        List<String> all = new ArrayList<>(List.of("data.files=[\"" + files + "\"]", "training.starts=1"));
        all.addAll(List.of(changes));
        Path spec = Shared.path("cases/" + cases + "/base.yaml");
        try (FitStudy study = FitStudy.begin(SpecFile.read(spec, all), REGISTRY, Destination.at(folder.resolve("run")))) {
            study.run(FitStudy.Listener.SILENT);
        }
        Matcher loss = LOSS.matcher(Files.readString(folder.resolve("run/metrics.json")));
        assertTrue(loss.find());
        return Double.parseDouble(loss.group(1));
    }

    @ParameterizedTest
    @CsvSource({
        "csv-dialects, c_semi.csv", "csv-dialects, c_tab.csv", "csv-dialects, c_bool.csv", "csv-dialects, c_cmt.csv",
        "csv-dialects, c_idx.csv", "npz-unused-arrays, base.csv", "npz-unused-arrays, n_scalar.npz", "npz-unused-arrays, n_str.npz",
        "npz-unused-arrays, n_obj.npz", "npz-unused-arrays, n_mac.npz", "npz-types, n_rec.npz", "wrong-format, base.csv.gz"})
    void everyWayToWriteATableGivesWhatThePlainestGives(String cases, String file) throws IOException {
        assertEquals(BASE, loss(cases, file));
    }

    @ParameterizedTest
    @CsvSource({"npz-types, n_row.npz, 'data.inputs=[X]'", "npz-types, n_strs.npz, data.subject=su",
        "layouts, alf/*.npy, data.side-by-side=true"})
    void oneSettingMakesUpForAnotherLayout(String cases, String files, String change) throws IOException {
        assertEquals(BASE, loss(cases, files, change));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c_NA.csv"})
    void missingDecisionIsNotObserved(String file) throws IOException {
        assertEquals(ONE_MISSING, loss("csv-dialects", file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"animals/*/trials.csv", "**/trials.csv"})
    void filesOfOneNameAreNamedByTheirFolders(String files) throws IOException {
        assertTrue(loss("layouts", files) > 0);
        String predictions = Files.readString(folder.resolve("run/predictions.csv"));
        assertTrue(predictions.contains("m1/1,") && predictions.contains("m2/2,"), "names are missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "layouts | c_back.csv | line 474, column 'tr': trajectory '1.0' goes on here",
        "layouts | alf/*.npy | set side-by-side: true",
        "csv-silent-numbers | s_d.csv | line 2, column 'reward': found '0d', expected a number, as in 0.5.",
        "npz-types | n_row.npz | there is no column 'x1'",
        "wrong-format | base.json | JSON",
        "wrong-format | base.xlsx | Excel",
        "wrong-format | lfs.npz | git"})
    void whatCannotBeReadIsNamedWithARemedy(String cases, String file, String message) {
        InvalidSpecException refused = assertThrows(InvalidSpecException.class, () -> loss(cases, file));
        assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
    }
}

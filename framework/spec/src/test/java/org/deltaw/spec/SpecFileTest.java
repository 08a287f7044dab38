package org.deltaw.spec;

import static org.deltaw.spec.testing.Specs.assertFault;
import static org.deltaw.spec.testing.Specs.file;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deltaw.spec.testing.FakeCatalog;
import org.deltaw.spec.testing.FakeExtensions;
import org.deltaw.spec.testing.Specs;
import org.deltaw.spi.InvalidSpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecFileTest {
    @TempDir
    Path directory;

    private SpecFile read(Path file) {
        return SpecFile.read(file, List.of());
    }

    @Test
    void aMissingFileIsNamed() {
        assertFault(directory, "fly.yaml does not exist.", () -> read(directory.resolve("fly.yaml")));
    }

    @Test
    void aDirectoryIsNoSpec() {
        assertFault(directory.getParent(), directory.getFileName() + " is a directory; expected a spec file.",
                () -> read(directory));
    }

    @Test
    void aFileOfMoreThan16MegabytesIsNotRead() throws IOException {
        Path file = directory.resolve("big.yaml");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength((16L << 20) + 1);
        }
        assertFault(directory, "big.yaml is larger than 16 MB; expected a spec file.", () -> read(file));
    }

    @Test
    void aFileOfAFewMegabytesIsRead() {
        String text = Specs.EXAMPLE + "# comment\n".repeat(400_000);
        assertEquals("fly-forgetting", Specs.read(directory, text).name());
    }

    @Test
    void aRecordingIsNoText() throws IOException {
        Path file = Files.write(directory.resolve("Fly1.mat"), new byte[] {'M', (byte) 0xFF, 0, 1});
        assertFault(directory, "Fly1.mat is not a text file in UTF-8.", () -> read(file));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() {
        assertEquals("fly-forgetting", Specs.read(directory, "\uFEFF" + Specs.EXAMPLE).name());
    }

    @Test
    void linesMayEndAsOnWindows() {
        assertFault(directory, "fly.yaml line 9: seeed is not known; did you mean 'seed'? Known are: name, seed, "
                + "directory, data, network, rule, rules, loss, likelihood, weighting, priors, hierarchy, "
                + "posterior, backend, training.",
                (Specs.EXAMPLE + "seeed: 3\n").replace("\n", "\r\n"));
    }

    @Test
    void anEmptyFileIsNoSpec() {
        String message = "fly.yaml is empty; expected a spec with the keys data, network, rule and loss.";
        assertFault(directory, message, "");
        assertFault(directory, message, "# nothing yet\n");
        assertFault(directory, message.replace("yaml", "json"), () -> read(file(directory, "fly.json", " ")));
    }

    @Test
    void aSpecIsAMap() {
        assertFault(directory, "fly.yaml line 2: the spec is a list; expected keys and values, as in 'seed: 1'.",
                "\n- 1\n");
        assertFault(directory, "fly.yaml line 1: the spec is 'seed:1'; expected keys and values, as in 'seed: 1'.",
                "seed:1");
    }

    @Test
    void aFileWhoseNameEndsInJsonIsReadAsJson() {
        Path file = file(directory, "fly.JSON", """
                {"$schema": "deltaw.schema.json", "seed": 1.0,
                 "data": {"source": "fly", "files": ["Fly1.mat"]},
                 "network": {"architecture": "feedforward", "layers": [2, 10, 1]},
                 "rule": {"family": "taylor", "terms": [1, "x*r"]},
                 "loss": {"function": "l1"}}
                """);
        assertEquals(List.of("1", "x*r"), ((FakeExtensions.TaylorSettings) read(file).fit(FakeCatalog.standard())
                .rules().getFirst().family().settings()).terms());
        assertFault(directory, "seed.json line 1: this is not valid JSON: unrecognized token 'seed': was expecting "
                + "(JSON String, Number, Array, Object or token 'null', 'true' or 'false'); the line reads 'seed: 1'.",
                () -> read(file(directory, "seed.json", "seed: 1")));
    }

    @Test
    void exceptionsOfExtensionsGetAPosition() {
        String text = """
                data:
                  source: fly
                  files:
                    - Fly1.mat
                    - Fly2.mat
                network: {architecture: feedforward, layers: [2, 1]}
                rules:
                  left: {family: oja}
                  "right.half": {family: oja}
                loss:
                  - function: l1
                  - {function: l1, weight: 2}
                """;
        SpecFile spec = SpecFile.read(file(directory, "fly.yaml", text), List.of("seed=3", "loss.0.weight=3"));
        assertLocated("fly.yaml line 5: data.files.1: No such file.", spec, Section.DATA, "files[1]");
        assertLocated("fly.yaml line 3: data.files.7: No such file.", spec, Section.DATA, "files[7]");
        assertLocated("fly.yaml line 1: data: No such file.", spec, Section.DATA, "");
        assertLocated("fly.yaml line 6: network.scale: No such file.", spec, Section.NETWORK, "scale");
        assertLocated("fly.yaml line 8: rules.left.family: No such file.", spec, Section.rule("left"), "family");
        assertLocated("fly.yaml line 9: rules.right.half: No such file.", spec, Section.rule("right.half"), "");
        assertLocated("fly.yaml line 12: loss.1.weight: No such file.", spec, Section.loss(1), "weight");
        assertLocated("command line: loss.0.weight=3: loss.0.weight: No such file.", spec, Section.loss(0), "weight");
        assertLocated("fly.yaml: backend.threads: No such file.", spec, Section.BACKEND, "threads");
        assertLocated("fly.yaml: training: No such file.", spec, Section.TRAINING, "");
        assertLocated("fly.yaml line 6: network.layers: No such file.", spec, Section.SPEC, "network.layers");
        assertLocated("fly.yaml: No such file.", spec, Section.SPEC, "");
        assertEquals("data.files.1", spec.located(Section.DATA, new InvalidSpecException("files[1]", "x")).key());
    }

    private void assertLocated(String message, SpecFile spec, Section section, String key) {
        assertFault(directory, message, () -> {
            throw spec.located(section, new InvalidSpecException(key, "No such file."));
        });
    }

    @Test
    void aSingleLossIsTheFirst() {
        SpecFile spec = SpecFile.read(file(directory, "fly.yaml", "seed: 1\nloss: {function: l1}"), List.of());
        assertFault(directory, "fly.yaml line 2: loss.function: Wrong.", () -> {
            throw spec.located(Section.loss(0), new InvalidSpecException("function", "Wrong."));
        });
    }

    @Test
    void withoutSectionAKeyIsFoundIfItWasWrittenOnce() {
        SpecFile spec = SpecFile.read(file(directory, "fly.yaml", """
                name: flies
                data: {source: fly, files: [a.mat], noise: 3}
                network: {architecture: feedforward, initial: {b: 1}}
                rules:
                  left: {family: oja, initial: {w: 1}}
                  right: {family: taylor, terms: [1]}
                loss:
                  - {function: l1, weight: 3}
                  - {function: l2}
                backend: {name: interpreter, threads: 3}
                """), List.of());
        assertLocated("fly.yaml line 2: data.files.0: No such file.", spec, "files[0]");
        assertLocated("fly.yaml line 2: data.files.7: No such file.", spec, "files[7]");
        assertLocated("fly.yaml line 6: rules.right.terms: No such file.", spec, "terms");
        assertLocated("fly.yaml line 8: loss.0.weight: No such file.", spec, "weight");
        assertLocated("fly.yaml line 4: rules: No such file.", spec, "rules");
        assertLocated("fly.yaml line 10: backend.threads: No such file.", spec, "threads");
        assertLocated("fly.yaml: No such file.", spec, "initial");
        assertLocated("fly.yaml: No such file.", spec, "name");
        assertLocated("fly.yaml: No such file.", spec, "precision");
        assertLocated("fly.yaml: No such file.", spec, "");
    }

    private void assertLocated(String message, SpecFile spec, String key) {
        assertFault(directory, message, () -> {
            throw spec.located(new InvalidSpecException(key, "No such file."));
        });
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Path file = Files.write(directory.resolve("fly.yaml"), "a: 1".getBytes(StandardCharsets.UTF_16));
        assertFault(directory, "fly.yaml is not a text file in UTF-8.", () -> read(file));
    }
}

package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deltaw.spec.json.JsonFile;
import org.deltaw.study.record.JsonTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same spec ends at the same rule, whichever backend computes it; one that is not there is named with those that are. */
class BackendsIT {
    /** Far above what rounding makes of twenty epochs, far below any mistake. */
    private static final double TOLERANCE = 1e-6;

    @TempDir
    private Path folder;

    private Deltaw deltaw;

    @BeforeEach
    void prepare() throws Exception {
        deltaw = Deltaw.of(Installation.standard(), folder);
    }

    @ParameterizedTest
    @CsvSource({"example-fly.yaml, jvm", "example-fly-mlp.yaml, nd4j-cpu"})
    void coefficientsAgree(String spec, String backend) throws Exception {
        assertCoefficientsAgree(spec, backend);
    }

    @Tag("evidence")
    @ParameterizedTest
    @CsvSource({"example-fly-mlp.yaml, jvm", "example-fly.yaml, nd4j-cpu"})
    void coefficientsOfOtherPairsAgree(String spec, String backend) throws Exception {
        assertCoefficientsAgree(spec, backend);
    }

    private void assertCoefficientsAgree(String spec, String backend) throws Exception {
        Map<String, Double> slow = fit(spec, "interpreter");
        Map<String, Double> fast = fit(spec, backend);

        assertEquals(slow.keySet(), fast.keySet());
        assertTrue(slow.size() >= 7, slow.toString());
        slow.forEach((name, value) -> assertEquals(value, fast.get(name), TOLERANCE, name));
    }

    @Test
    void coefficientsOfTwoRulesAndInitialWeightsAgree() throws Exception {
        Files.writeString(deltaw.work().resolve("two-rules.yaml"), """
                data: {source: fly, files: [example-fly.mat]}
                network: {architecture: feedforward, layers: [2, 5, 4, 1], initial-deviation: 0.3, fitted: [layer1.initial]}
                rules:
                  layer1: {family: taylor, terms: [1, w, x, r, x*r]}
                  layer2: {family: mlp, variables: [x, y, w], hidden: [3]}
                loss: {function: choice-cross-entropy}
                """);
        Map<String, Double> slow = fit("two-rules.yaml", "interpreter");
        Map<String, Double> fast = fit("two-rules.yaml", "jvm");

        assertTrue(slow.keySet().containsAll(List.of("network.layer1.initial[9]", "rule.layer1.x*r",
                "rule.layer2.output.bias")), slow.toString());
        assertEquals(slow.keySet(), fast.keySet());
        slow.forEach((name, value) -> assertEquals(value, fast.get(name), TOLERANCE, name));
    }

    /** In 32 bits the loss has seven digits: what is found is exact enough when it is within a small part of a standard error. */
    @Tag("evidence")
    @ParameterizedTest
    @CsvSource({"jvm, f32", "nd4j-cpu, f32", "nd4j-cpu, f64"})
    void gaussNewtonEndsAtTheSameMinimumInEitherPrecision(String backend, String precision) throws Exception {
        String said = gaussNewton("exact", "jvm", "f64");
        assertTrue(said.contains("Finished: "), said);
        said = gaussNewton("rounded", backend, precision);
        assertTrue(precision.equals("f64") || said.contains("by more than 9.5367e-7 of it, so training ended"), said);
        Map<String, Double> exact = new RunFiles(deltaw.work().resolve("exact")).last();
        Map<String, Double> rounded = new RunFiles(deltaw.work().resolve("rounded")).last();
        exact.remove("epoch");
        // Standard errors of these coefficients are 0.002 to 0.1.
        exact.forEach((name, value) -> assertEquals(value, rounded.get(name), precision.equals("f64") ? 1e-6 : 1e-3, name));
    }

    private String gaussNewton(String folderName, String backend, String precision) throws Exception {
        return deltaw.run("fit", "example-fly.yaml", "data.resamplings=2", "backend.name=" + backend,
                "backend.precision=" + precision, "-o", folderName).succeeded().out().replace('\n', ' ');
    }

    @Test
    @Tag("evidence")
    void allBackendsAreTimed() throws Exception {
        deltaw.run("bench", "--cases", "one fly, 5 terms", "--seconds", "0.05").succeeded()
                .says("Peak of one thread", "interpreter f64", "jvm f64", "nd4j-cpu f64", "ND4J CPU");
    }

    @Test
    @Tag("evidence")
    void benchAnswersAsItsSchemaSays() throws Exception {
        String schema = deltaw.run("schema", "--answers").succeeded().out();
        String out = deltaw.run("bench", "--backend", "jvm", "--precision", "f64", "--cases", "fit", "--cases", "one fly, 5 terms",
                "--cases", "8 parameter vectors", "--seconds", "0.05", "--json").succeeded().out();

        assertEquals(List.of(), SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON).validate(out, InputFormat.JSON), out);
        JsonTree result = JsonTree.of(JsonFile.read("standard output", out)).in("result");
        List<JsonTree> cases = result.list("cases");
        assertEquals(List.of("one fly, 5 terms", "8 parameter vectors, one fly"),
                cases.stream().map(each -> each.text("case")).toList());
        for (JsonTree each : cases) {
            assertTrue(each.number("gradientMicroseconds").orElseThrow() > 1, out);
            double share = each.number("gradientShareOfPeak").orElseThrow();
            assertTrue(share > 1e-4 && share < 1, "a share of " + share + " in " + out);
        }
        assertTrue(cases.getFirst().number("curvatureMicroseconds").isPresent(), out);
        JsonTree fit = result.list("fits").getFirst();
        assertTrue(fit.number("firstIterations").orElseThrow() > 3 && fit.number("secondIterations").orElseThrow() > 3, out);
        assertTrue(fit.number("firstCpuSeconds").orElseThrow() > 0.01, out);
    }

    @Test
    void removedBackendIsAnsweredWithThoseThatAreThere() throws Exception {
        Installation reduced = Installation.standard().copyTo(folder.resolve("reduced"));
        try (Stream<Path> jars = Files.list(reduced.plugins())) {
            for (Path jar : jars.filter(each -> each.getFileName().toString().contains("nd4j-cpu")).toList()) {
                Files.delete(jar);
            }
        }
        Deltaw without = Deltaw.of(reduced, folder.resolve("elsewhere"));
        without.refuses(List.of("fit", "example-fly.yaml", "backend.name=nd4j-cpu"),
                "backend.name", "No backend is called 'nd4j-cpu'", "Installed: interpreter, jvm.", "deltaw-backend-nd4j-cpu");
        without.run(Deltaw.briefly("fit", "backend.name=interpreter")).succeeded();
    }

    @Test
    void backendOfAnotherDistributionIsNamedWithIt() throws Exception {
        deltaw.refuses(List.of("fit", "example-fly.yaml", "backend.name=nd4j-cuda"), "backend.name",
                "No backend is called 'nd4j-cuda'", "Installed: interpreter, jvm, nd4j-cpu.",
                "deltaw-backend-nd4j-cuda", "the distribution cuda", "mvn package -Pcuda");
    }

    private Map<String, Double> fit(String spec, String backend) throws Exception {
        deltaw.run("fit", spec, "training.epochs=20", "training.starts=1", "training.intervals=none", "data.resamplings=1",
                "backend.name=" + backend, "-o", backend).succeeded();
        return new RunFiles(deltaw.work().resolve(backend)).last();
    }
}

package org.deltaw.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deltaw.itests.Project;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What packages say about themselves, and which of them others may use. */
class ExportTest {
    private static final String NULL_MARKED = "org.jspecify.annotations.NullMarked";
    private static final String VERSION = "org.osgi.annotation.versioning.Version";

    /** What others may use, package by package. */
    private static final Map<String, List<String>> EXPORTS = Map.ofEntries(
            Map.entry("expr", List.of("org.deltaw.expr", "org.deltaw.expr.differentiate", "org.deltaw.expr.simplify",
                    "org.deltaw.expr.step", "org.deltaw.expr.text")),
            Map.entry("storage", List.of("org.deltaw.storage")),
            Map.entry("spi", List.of("org.deltaw.spi", "org.deltaw.spi.backend", "org.deltaw.spi.data",
                    "org.deltaw.spi.loss", "org.deltaw.spi.network", "org.deltaw.spi.optimizer", "org.deltaw.spi.parameter",
                    "org.deltaw.spi.rule")),
            Map.entry("behaviour", List.of("org.deltaw.behaviour")),
            Map.entry("formats", List.of("org.deltaw.formats", "org.deltaw.formats.open")),
            Map.entry("lowering", List.of("org.deltaw.lowering.layout", "org.deltaw.lowering.nest", "org.deltaw.lowering.plan")),
            Map.entry("kernel", List.of("org.deltaw.kernel", "org.deltaw.kernel.backend", "org.deltaw.kernel.calibration",
                    "org.deltaw.kernel.comparison", "org.deltaw.kernel.convergence", "org.deltaw.kernel.data",
                    "org.deltaw.kernel.evaluation", "org.deltaw.kernel.fit", "org.deltaw.kernel.hamiltonian", "org.deltaw.kernel.inference",
                    "org.deltaw.kernel.likelihood", "org.deltaw.kernel.loo", "org.deltaw.kernel.minimise", "org.deltaw.kernel.model",
                    "org.deltaw.kernel.modes",
                    "org.deltaw.kernel.objective", "org.deltaw.kernel.optima", "org.deltaw.kernel.particles", "org.deltaw.kernel.posterior",
                    "org.deltaw.kernel.predictive", "org.deltaw.kernel.prior", "org.deltaw.kernel.sample", "org.deltaw.kernel.sampling",
                    "org.deltaw.kernel.select",
                    "org.deltaw.kernel.separation", "org.deltaw.kernel.stability", "org.deltaw.kernel.validate")),
            Map.entry("spec", List.of("org.deltaw.spec", "org.deltaw.spec.json", "org.deltaw.spec.schema",
                    "org.deltaw.spec.settings", "org.deltaw.spec.text")),
            Map.entry("runtime", List.of("org.deltaw.runtime", "org.deltaw.runtime.bundle", "org.deltaw.runtime.change",
                    "org.deltaw.runtime.discover", "org.deltaw.runtime.manage")),
            Map.entry("figure", List.of("org.deltaw.figure")),
            Map.entry("study", List.of("org.deltaw.study.benchmark", "org.deltaw.study.compare", "org.deltaw.study.fit",
                    "org.deltaw.study.inspect", "org.deltaw.study.page", "org.deltaw.study.posterior", "org.deltaw.study.posterior.chart",
                    "org.deltaw.study.record", "org.deltaw.study.recover", "org.deltaw.study.reference", "org.deltaw.study.report",
                    "org.deltaw.study.select", "org.deltaw.study.sweep", "org.deltaw.study.task", "org.deltaw.study.validate")),
            Map.entry("testkit", List.of("org.deltaw.testkit", "org.deltaw.testkit.backend", "org.deltaw.testkit.data",
                    "org.deltaw.testkit.derivative", "org.deltaw.testkit.loss", "org.deltaw.testkit.network",
                    "org.deltaw.testkit.optimizer", "org.deltaw.testkit.random", "org.deltaw.testkit.rule")),
            // For the backends that compute with ND4J, which are released together with it: no API for others.
            Map.entry("backend-nd4j", List.of("org.deltaw.plugin.nd4j")));

    private static Code code;

    @BeforeAll
    static void read() throws Exception {
        code = Code.ofProject();
    }

    @Test
    void exportedPackagesAreTheApi() throws Exception {
        Map<String, List<String>> exports = new TreeMap<>();
        for (Project.Module module : Project.modules()) {
            exports.put(module.name(), module.exports());
        }
        exports.values().removeIf(List::isEmpty);
        assertEquals(new TreeMap<>(EXPORTS), exports);
    }

    @Test
    void exportedPackagesHaveVersions() throws Exception {
        List<String> exported = new ArrayList<>();
        for (Project.Module module : Project.modules()) {
            exported.addAll(module.exports());
        }
        assertEquals(List.of(), unmarked(code, exported, VERSION));
    }

    @Test
    void allPackagesAreNullMarked() {
        assertEquals(List.of(), unmarked(code, packages(code), NULL_MARKED));
    }

    @Test
    void packageWithoutMarksIsFound() {
        Code more = code.with("expr", "package org.deltaw.fresh; class A { }");
        assertEquals(List.of("org.deltaw.fresh"), unmarked(more, packages(more), NULL_MARKED));
        assertEquals(List.of("org.deltaw.fresh"), unmarked(more, List.of("org.deltaw.expr", "org.deltaw.fresh"), VERSION));
    }

    private static List<String> packages(Code code) {
        return code.classes().stream().filter(ClassFacts::isOurs).map(ClassFacts::packageName).distinct().sorted().toList();
    }

    private static List<String> unmarked(Code code, List<String> packages, String annotation) {
        List<String> marked = code.classes().stream()
                .filter(each -> each.isPackage() && each.annotations().contains(annotation))
                .map(ClassFacts::packageName)
                .toList();
        return packages.stream().filter(each -> !marked.contains(each)).toList();
    }
}

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

    private static Code code;

    @BeforeAll
    static void read() throws Exception {
        code = Code.ofProject();
    }

    @Test
    void exportedPackagesAreTheApi() throws Exception {
        Map<String, List<String>> exports = new TreeMap<>();
        for (Project.Module module : Project.modules()) {
            exports.put(module.name(), Manifests.exports(Manifests.of(module.classes())));
        }
        exports.values().removeIf(List::isEmpty);
        assertEquals(Map.of(
                "expr", List.of("org.deltaw.expr"),
                "spi", List.of("org.deltaw.spi"),
                "kernel", List.of("org.deltaw.kernel"),
                "spec", List.of("org.deltaw.spec"),
                "runtime", List.of("org.deltaw.runtime"),
                "figure", List.of("org.deltaw.figure"),
                "testkit", List.of("org.deltaw.testkit"),
                // For the backends that compute with ND4J, which are released together with it: no API for others.
                "backend-nd4j", List.of("org.deltaw.plugin.nd4j")), exports);
    }

    @Test
    void exportedPackagesHaveVersions() throws Exception {
        List<String> exported = new ArrayList<>();
        for (Project.Module module : Project.modules()) {
            exported.addAll(Manifests.exports(Manifests.of(module.classes())));
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

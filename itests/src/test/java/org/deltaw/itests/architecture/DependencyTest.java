package org.deltaw.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.deltaw.itests.Project;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may refer to whom. What is not in these tables is forbidden, so a library is in the one module that has it here. */
class DependencyTest {
    private static final Map<String, Set<String>> FRAMEWORK = Map.ofEntries(
            Map.entry("expr", Set.of()),
            Map.entry("storage", Set.of()),
            Map.entry("spi", Set.of("expr")),
            Map.entry("behaviour", Set.of("spi")),
            // jHDF's helpers have ways through sun.misc.Unsafe, which the bundle does not import, and listeners of java.beans.
            Map.entry("formats", Set.of("spi", "java.desktop", "jdk.unsupported")),
            Map.entry("lowering", Set.of("expr", "spi")),
            Map.entry("kernel", Set.of("expr", "spi")),
            Map.entry("spec", Set.of("expr", "spi", "kernel", "tools.jackson.", "org.snakeyaml.engine.")),
            Map.entry("runtime", Set.of("expr", "spi", "kernel", "spec", "storage", "java.logging", "java.net.http", "org.osgi.",
                    "org.apache.felix.")),
            // XChart's ways to PDF, EPS, GIF and TeX, which are optional and not taken.
            Map.entry("figure", Set.of("java.desktop", "java.xml", "com.madgag.", "de.rototor.", "org.apache.pdfbox.",
                    "de.erichseifert.", "org.scilab.")),
            Map.entry("study", Set.of("expr", "spi", "behaviour", "formats", "kernel", "spec", "storage", "figure")),
            Map.entry("cli", Set.of("java.compiler", "expr", "spi", "kernel", "spec", "storage", "study", "runtime",
                    "picocli.")),
            Map.entry("testkit", Set.of("expr", "spi", "org.junit.jupiter.", "org.opentest4j.")));

    /** What single plugins need besides expr and spi. Libraries that they embed are part of them. */
    private static final Map<String, Set<String>> PLUGINS = Map.of(
            "backend-jvm", Set.of("lowering", "jdk.incubator.vector"),
            // ND4J is in one module, which the backends share that compute with it; no other plugin sees another.
            "backend-nd4j", Set.of("org.nd4j."),
            "backend-nd4j-cpu", Set.of("backend-nd4j"),
            "data-arena", Set.of("behaviour", "formats"),
            "data-fly", Set.of("behaviour", "formats"),
            "data-synthetic", Set.of("behaviour"),
            "data-table", Set.of("formats"));

    private static Code code;
    private static Map<String, Set<String>> allowed;

    @BeforeAll
    static void read() throws Exception {
        code = Code.ofProject();
        allowed = new TreeMap<>(FRAMEWORK);
        allowed.putAll(Dependencies.ofPlugins(Project.modules(), PLUGINS));
    }

    @Test
    void modulesReferToWhatTheyMay() {
        assertEquals(List.of(), new Dependencies(code, allowed).violations());
    }

    @Test
    void whatIsAllowedIsNeeded() {
        List<String> unneeded = new Dependencies(code, allowed).unneeded().stream()
                // Every plugin may use the language of formulas, though one that brings data needs none.
                .filter(each -> !each.endsWith(" need not be allowed expr") || FRAMEWORK.containsKey(each.split(" ")[0]))
                .toList();
        assertEquals(List.of(), unneeded);
    }

    @Test
    void libraryBelongsToOneModule() {
        Set<String> seen = new HashSet<>();
        allowed.forEach((module, targets) -> targets.stream().filter(target -> target.endsWith("."))
                .forEach(library -> assertTrue(seen.add(library), library + " is allowed to " + module + " and another")));
    }

    @Test
    void everyModuleIsInTheTables() {
        Set<String> modules = new HashSet<>();
        code.classes().forEach(each -> modules.add(each.module()));
        assertEquals(allowed.keySet(), modules);
    }

    @Test
    void formulasOutsideJavaBaseAreFound() {
        assertViolation("expr", "class A { java.util.logging.Logger log; }",
                "A in expr must not refer to java.util.logging.Logger in java.logging");
    }

    @Test
    void kernelInASignatureOfAPluginIsFound() {
        assertViolation("rule-taylor", "interface A { java.util.List<org.deltaw.kernel.Fit> fits(); }",
                "A in rule-taylor must not refer to org.deltaw.kernel.Fit in kernel");
    }

    @Test
    void pluginThatUsesAPluginIsFound() {
        assertViolation("rule-mlp", "class A { Object rule = new org.deltaw.plugin.taylor.TaylorRule(); }",
                "A in rule-mlp must not refer to org.deltaw.plugin.taylor.TaylorRule in rule-taylor");
    }

    @Test
    void jacksonOutsideSpecIsFound() {
        assertViolation("cli", "class A { void a(Object o) { if (o instanceof tools.jackson.core.JsonParser) a(o); } }",
                "A in cli must not refer to tools.jackson.core.JsonParser in a library");
    }

    @Test
    void osgiOutsideRuntimeIsFound() {
        assertViolation("cli", "class A { void a(Object o) throws Exception { ((org.osgi.framework.Bundle) o).start(); } }",
                "A in cli must not refer to org.osgi.framework.Bundle in a library");
    }

    @Test
    void picocliInAnAnnotationIsFound() {
        assertViolation("spec", "@picocli.CommandLine.Command class A { }",
                "A in spec must not refer to picocli.CommandLine in a library",
                "A in spec must not refer to picocli.CommandLine$Command in a library");
    }

    @Test
    void marksForTheBuildAreNoDependency() {
        Code more = code.with("expr", "@org.osgi.annotation.versioning.ProviderType interface A { }");
        assertEquals(List.of(), new Dependencies(more, allowed).violations());
    }

    @Test
    void needlessPermissionIsFound() {
        Map<String, Set<String>> generous = new TreeMap<>(allowed);
        generous.put("expr", Set.of("java.desktop"));
        assertTrue(new Dependencies(code, generous).unneeded().contains("expr need not be allowed java.desktop"));
    }

    private static void assertViolation(String module, String source, String... violations) {
        assertEquals(List.of(violations), new Dependencies(code.with(module, source), allowed).violations());
    }
}

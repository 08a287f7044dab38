package org.deltaw.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.deltaw.itests.Compiler;
import org.deltaw.itests.Manifests;
import org.deltaw.itests.Project;
import org.junit.jupiter.api.Test;

/** Every extension of every plugin is held to the contract of its kind by a test of its plugin. */
class ContractTest {
    /** Bring no extension, but what several plugins share. */
    private static final Set<String> SHARED = Set.of("backend-nd4j");

    @Test
    void extensionsAreHeldToTheirContracts() throws Exception {
        List<String> untested = new ArrayList<>();
        Set<String> all = new TreeSet<>();
        for (Project.Module module : Project.modules()) {
            if (module.isPlugin()) {
                Set<String> extensions = extensions(module);
                assertEquals(SHARED.contains(module.name()), extensions.isEmpty(), module.folder() + " declares " + extensions);
                all.addAll(extensions);
                untested.addAll(untested(extensions, tests(module)));
            }
        }
        assertTrue(all.size() >= 11, "too few extensions are seen: " + all);
        assertEquals(List.of(), untested);
    }

    @Test
    void extensionWithoutATestOfItsContractIsFound() {
        List<ClassFacts> tests = Compiler.compile("""
                class HalfTest extends org.deltaw.testkit.rule.RuleFamilyContract<org.deltaw.spi.NoSettings> {
                    @Override protected org.deltaw.spi.rule.RuleFamily<org.deltaw.spi.NoSettings> extension() { return null; }
                    @Override protected java.util.List<org.deltaw.spi.NoSettings> settings() { return java.util.List.of(); }
                }
                """, "class Other { Object rule = new org.deltaw.plugin.taylor.TaylorRule(); }")
                .values().stream().map(each -> ClassFacts.of("rule-taylor", each)).toList();

        assertEquals(List.of("org.deltaw.plugin.taylor.TaylorRule has no test that extends RuleFamilyContract"),
                untested(Set.of("org.deltaw.spi.rule.RuleFamily=org.deltaw.plugin.taylor.TaylorRule"), tests));
    }

    private static Set<String> extensions(Project.Module module) throws Exception {
        Set<String> extensions = new TreeSet<>();
        Path services = module.classes().resolve("META-INF/services");
        if (!Files.isDirectory(services)) {
            return extensions;
        }
        try (Stream<Path> files = Files.list(services)) {
            for (Path file : files.toList()) {
                extensions.addAll(Manifests.providers(file.getFileName().toString(), Files.readString(file)));
            }
        }
        return extensions;
    }

    private static List<ClassFacts> tests(Project.Module module) throws Exception {
        return Code.read(module.name(), module.testClasses());
    }

    /** A test of an extension names its class, and extends the contract, perhaps by way of a class of its own. */
    private static List<String> untested(Set<String> extensions, List<ClassFacts> tests) {
        List<String> untested = new ArrayList<>();
        for (String each : extensions) {
            String contract = each.replaceFirst("=.*", "").replaceFirst(".*\\.", "") + "Contract";
            String extension = each.replaceFirst(".*=", "");
            if (tests.stream().noneMatch(test -> test.types().contains(extension)
                    && ancestors(test, tests).stream().anyMatch(above ->
                            above.startsWith("org.deltaw.testkit.") && above.endsWith("." + contract)))) {
                untested.add(extension + " has no test that extends " + contract);
            }
        }
        return untested;
    }

    private static List<String> ancestors(ClassFacts type, List<ClassFacts> known) {
        List<String> ancestors = new ArrayList<>();
        Optional<ClassFacts> at = Optional.of(type);
        Map<String, ClassFacts> byName = new TreeMap<>();
        known.forEach(each -> byName.put(each.name(), each));
        while (at.isPresent()) {
            Optional<String> above = at.get().superclass();
            above.ifPresent(ancestors::add);
            at = above.map(byName::get);
        }
        return ancestors;
    }
}

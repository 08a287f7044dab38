package org.deltaw.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.deltaw.itests.Compiler;
import org.deltaw.itests.Project;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests are in the tier in which they may do what they do: see the README of itests. */
class TierTest {
    private static final Set<String> TIERS = Set.of("evidence", "long");
    /** Put together here, or else this class would be found, too. */
    private static final String SHARED = String.join(".", "deltaw", "shared");

    /** With these a test passes although it has shown nothing. */
    private static final Set<String> SKIPPING = Set.of("org.junit.jupiter.api.Assumptions", "org.opentest4j.TestAbortedException",
            "org.junit.jupiter.api.Disabled");
    private static final String CONDITIONS = "org.junit.jupiter.api.condition.";

    /** Somewhat fewer than there were when this was written. */
    private static final int CLASSES_AT_LEAST = 300;

    /** Test classes of each module, as only they may use each other. */
    private static List<Map<String, TestClass>> modules;

    @BeforeAll
    static void read() throws Exception {
        modules = new ArrayList<>();
        for (Project.Module module : Project.modules()) {
            if (module.hasTests()) {
                modules.add(TestClass.in(module.testClasses()));
            }
        }
        modules.add(TestClass.in(Compiler.home(TierTest.class)));
        int classes = modules.stream().mapToInt(Map::size).sum();
        assertTrue(classes >= CLASSES_AT_LEAST, "only " + classes + " classes are seen, so the rules prove nothing");
    }

    @Test
    void tagsAreTiers() {
        assertEquals(List.of(), modules.stream().flatMap(each -> unknownTags(each).stream()).toList());
    }

    @Test
    void nothingIsSkipped() {
        assertEquals(List.of(), modules.stream().flatMap(each -> skipping(each).stream()).toList());
    }

    @Test
    void whatIsNoPartOfTheProjectIsReadInOtherTiersOnly() {
        assertEquals(List.of(), modules.stream().flatMap(each -> reading(each).stream()).toList());
    }

    @Test
    void unknownTagIsFound() {
        assertEquals(List.of("A is tagged slow", "B is tagged odd"), unknownTags(classes(
                "@org.junit.jupiter.api.Tag(\"slow\")\nclass A {}",
                "class B { @org.junit.jupiter.api.Tag(\"odd\") @org.junit.jupiter.api.Tag(\"long\") void b() {} }")));
    }

    @Test
    void skippingIsFound() {
        assertEquals(List.of("A skips by org.junit.jupiter.api.Assumptions", "B skips by org.junit.jupiter.api.Disabled",
                "C skips by org.junit.jupiter.api.condition.EnabledOnOs"), skipping(classes(
                "class A { void a() { org.junit.jupiter.api.Assumptions.assumeTrue(false); } }",
                "class B { @org.junit.jupiter.api.Disabled void b() {} }",
                "@org.junit.jupiter.api.condition.EnabledOnOs(org.junit.jupiter.api.condition.OS.MAC)\nclass C {}")));
    }

    @Test
    void readingThroughAnotherClassIsFound() {
        String tested = "class A { @org.junit.jupiter.api.Test void a() { B.b(); } }";
        String[] others = {"class B { static void b() { C.c(); } }", "class C { static String c() { return \"deltaw.shared\"; } }"};
        assertEquals(List.of("A reads deltaw.shared"), reading(classes(tested, others[0], others[1])));
        assertEquals(List.of(), reading(classes("@org.junit.jupiter.api.Tag(\"evidence\")\n" + tested, others[0], others[1])));
    }

    private static Map<String, TestClass> classes(String... sources) {
        Map<String, TestClass> classes = new TreeMap<>();
        Compiler.compile(sources).forEach((name, bytes) -> classes.put(name, TestClass.of(bytes)));
        return classes;
    }

    private static List<String> unknownTags(Map<String, TestClass> classes) {
        List<String> found = new ArrayList<>();
        classes.forEach((name, each) -> {
            Set<String> tags = new HashSet<>(each.tags());
            tags.addAll(each.tagsOfMembers());
            tags.removeAll(TIERS);
            tags.forEach(tag -> found.add(name + " is tagged " + tag));
        });
        return found;
    }

    private static List<String> skipping(Map<String, TestClass> classes) {
        List<String> found = new ArrayList<>();
        classes.forEach((name, each) -> {
            Set<String> used = new HashSet<>(each.facts().types());
            used.addAll(each.facts().annotations());
            used.stream().filter(type -> SKIPPING.contains(type)
                            || type.matches("\\Q" + CONDITIONS + "\\E(Enabled|Disabled).*"))
                    .sorted().forEach(type -> found.add(name + " skips by " + type));
        });
        return found;
    }

    private static List<String> reading(Map<String, TestClass> classes) {
        List<String> found = new ArrayList<>();
        classes.forEach((name, each) -> {
            if (each.hasTests() && each.tags().stream().noneMatch(TIERS::contains) && reaches(each, classes)) {
                found.add(name + " reads " + SHARED);
            }
        });
        return found;
    }

    /** Tells whether a class, or one that it uses, asks where that is. */
    private static boolean reaches(TestClass from, Map<String, TestClass> classes) {
        Set<String> seen = new HashSet<>();
        Deque<TestClass> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            TestClass next = open.pop();
            if (next.texts().contains(SHARED)) {
                return true;
            }
            next.facts().types().stream().filter(classes::containsKey).filter(seen::add).map(classes::get).forEach(open::push);
        }
        return false;
    }
}

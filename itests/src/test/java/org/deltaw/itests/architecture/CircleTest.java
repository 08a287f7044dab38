package org.deltaw.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltaw.itests.Compiler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Within a module no class uses one that uses it in turn, perhaps by way of others. What is nested in a class is a part of it, and a
 * sealed type and its cases count as one, since a switch over the cases needs both.
 */
class CircleTest {
    /** Circles that stay, each with a reason. What is no circle any more, or another one, fails. */
    private static final Map<Set<String>, String> EXEMPT = Map.of(
            circle("expr", "Expr", "Formula", "Graph", "Interner", "Op", "Symbol", "Typing"),
            "one recursive data type, with the walk over it, its text, and the checks that each new expression passes",
            circle("expr.simplify", "Algebra", "Factors", "Terms"),
            "a sum has products as terms, and a product has sums as factors: each is simplified by way of the other",
            circle("spec.settings", "SettingType", "Shape"),
            "one recursive data type: a record has settings, and a setting may be a record",
            circle("spec.settings", "RecordBinder", "SectionReader", "SectionShape", "ShapeReader"),
            "a setting may be a rule, which is a section that has settings; and the defaults of settings are bound as what users write",
            circle("plugin.nd4j.engine", "Binder", "BoundPlan", "History", "Views", "Workspace"),
            "what is prepared for the arrays of a workspace is kept in it, to live and to end with them");

    private static final String OURS = "package org.deltaw; ";

    private static Code code;

    @BeforeAll
    static void read() throws Exception {
        code = Code.ofProject();
    }

    @Test
    void classesUseEachOtherOneWay() {
        assertEquals(List.of(), faults(code, EXEMPT));
    }

    @Test
    void circleOfThreeIsFound() {
        assertEquals(List.of("a circle: org.deltaw.A uses org.deltaw.B; org.deltaw.B uses org.deltaw.C; "
                + "org.deltaw.C uses org.deltaw.A"), faults(module(
                "class A { B b; static class Inner { } }", "class B { void b() { C.c(); } }",
                "class C { static void c() { new A.Inner(); } }"),
                Map.of()));
    }

    @Test
    void oneWayIsNoCircle() {
        assertEquals(List.of(), faults(module("class A { B b; C c; }", "class B { C c; }", "class C { C next; }"), Map.of()));
    }

    @Test
    void nestedClassesAreAPartOfTheirClass() {
        assertEquals(List.of(), faults(module("class A { B b; class B { A a; } }", "class C extends A { }"), Map.of()));
    }

    @Test
    void sealedTypeAndItsCasesAreOne() {
        assertEquals(List.of(), faults(module("sealed interface A permits B, C { }", "record B(A a) implements A { }",
                "record C() implements A { Object c() { return new B(this); } }"), Map.of()));
    }

    @Test
    void circleThroughACaseIsFound() {
        assertEquals(List.of("a circle: org.deltaw.A uses org.deltaw.D; org.deltaw.D uses org.deltaw.A"), faults(module(
                "sealed interface A permits B { }", "record B(D d) implements A { }", "class D { A a; }"), Map.of()));
    }

    @Test
    void circleOverModulesIsNotLookedFor() {
        List<ClassFacts> all = new ArrayList<>();
        Compiler.compile(OURS + "class A { B b; }", OURS + "class B { A a; }").forEach((name, each) -> all.add(
                ClassFacts.of(name.equals("org.deltaw.A") ? "expr" : "spi", each)));
        assertEquals(List.of(), faults(new Code(all), Map.of()));
    }

    @Test
    void exemptionMustBeThatOfTheWholeCircle() {
        Code circle = module("class A { B b; }", "class B { A a; }");
        assertEquals(List.of(), faults(circle, Map.of(Set.of("org.deltaw.A", "org.deltaw.B"), "a reason")));
        assertEquals(List.of("a circle: org.deltaw.A uses org.deltaw.B; org.deltaw.B uses org.deltaw.A",
                        "[org.deltaw.A, org.deltaw.C] are no circle, and need no exemption"),
                faults(circle, Map.of(Set.of("org.deltaw.A", "org.deltaw.C"), "a reason")));
    }

    private static Set<String> circle(String packageName, String... classes) {
        return Stream.of(classes).map(each -> "org.deltaw." + packageName + "." + each).collect(Collectors.toSet());
    }

    private static Code module(String... sources) {
        return new Code(List.of()).with("expr", Stream.of(sources).map(OURS::concat).toArray(String[]::new));
    }

    private static List<String> faults(Code code, Map<Set<String>, String> exempt) {
        List<String> faults = new ArrayList<>();
        Set<Set<String>> needed = new HashSet<>();
        for (Circles circles : circles(code)) {
            for (Set<String> circle : circles.all()) {
                if (exempt.containsKey(circle)) {
                    needed.add(circle);
                } else {
                    faults.add(circles.describe(circle));
                }
            }
        }
        exempt.keySet().stream().filter(each -> !needed.contains(each))
                .map(each -> new TreeSet<>(each) + " are no circle, and need no exemption").forEach(faults::add);
        return faults;
    }

    /** Returns who uses whom in each module. */
    private static Collection<Circles> circles(Code code) {
        Map<String, String> names = names(code);
        Map<String, String> modules = code.modules();
        Map<String, Circles> circles = new TreeMap<>();
        for (ClassFacts each : code.classes()) {
            if (!each.isPackage() && names.containsKey(each.name())) {
                Circles of = circles.computeIfAbsent(each.module(), _ -> new Circles());
                each.types().stream().filter(used -> names.containsKey(used) && each.module().equals(modules.get(used)))
                        .forEach(used -> of.add(names.get(each.name()), names.get(used)));
            }
        }
        return circles.values();
    }

    /** Tells by which name a class of ours goes: that of its outermost class, or of the sealed type of which that is a case. */
    private static Map<String, String> names(Code code) {
        Map<String, String> names = new TreeMap<>();
        code.classes().stream().filter(ClassFacts::isOurs).forEach(each -> names.put(each.name(), each.outermost()));
        for (ClassFacts sealed : code.classes()) {
            for (String each : sealed.cases()) {
                String whole = names.get(sealed.name());
                String part = names.get(each);
                names.replaceAll((_, name) -> name.equals(part) ? whole : name);
            }
        }
        return names;
    }
}

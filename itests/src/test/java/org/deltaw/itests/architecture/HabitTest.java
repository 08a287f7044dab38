package org.deltaw.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deltaw.itests.architecture.ClassFacts.Member;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What no class of ours does, save those that are named here with a reason. An exemption that is no longer needed fails. */
class HabitTest {
    private static final Set<String> STREAMS = Set.of("in", "out", "err");

    private static final Map<String, String> MAY_USE_STREAMS = Map.of(
            "org.deltaw.cli.Console", "the one place that knows the process's streams; all others write to it",
            "org.deltaw.runtime.launch.Launcher", "speaks when there is no application that could");

    private static final Map<String, String> MAY_LOAD_SERVICES = Map.of(
            "org.deltaw.runtime.discover.ClassPathSource", "finds extensions on a flat class path");

    private static final Map<String, String> MAY_EXIT = Map.of(
            "org.deltaw.runtime.launch.Launcher", "a main class: exit codes have no other way out",
            "org.deltaw.runtime.FlatMain", "a main class: exit codes have no other way out",
            "org.deltaw.storage.PowerCut", "halts where a test asks for it, to find out what is left on disk then");

    private static final Map<String, String> NONE = Map.of();

    private static Code code;

    @BeforeAll
    static void read() throws Exception {
        code = Code.ofProject();
    }

    @Test
    void staticFieldsAreFinal() {
        assertKept(HabitTest::mutableStatics, NONE);
    }

    @Test
    void standardStreamsAreLeftAlone() {
        assertKept(HabitTest::streams, MAY_USE_STREAMS);
    }

    @Test
    void servicesAreLoadedInOnePlace() {
        assertKept(HabitTest::serviceLoading, MAY_LOAD_SERVICES);
    }

    @Test
    void processesEndInMainClasses() {
        assertKept(HabitTest::exits, MAY_EXIT);
    }

    @Test
    void mutableStaticFieldIsFound() {
        assertFound(HabitTest::mutableStatics, "static int count;", "count");
    }

    @Test
    void constantsAreNoState() {
        assertEquals(Map.of(), brokenBy(HabitTest::mutableStatics, "enum Kind { ONE }"
                + " static final int COUNT = Kind.values().length;"
                + " void a(Kind kind) { switch (kind) { case ONE -> { assert COUNT > 0; } } }"));
    }

    @Test
    void writingToStandardStreamsIsFound() {
        assertFound(HabitTest::streams, "void a() { System.out.println(); }", "java.lang.System.out");
        assertFound(HabitTest::streams, "Object a = java.io.FileDescriptor.err;", "java.io.FileDescriptor.err");
        assertFound(HabitTest::streams, "void a(Exception e) { e.printStackTrace(); }",
                "java.lang.Exception.printStackTrace");
    }

    @Test
    void loadingOfServicesIsFound() {
        assertFound(HabitTest::serviceLoading, "Object a = java.util.ServiceLoader.load(Runnable.class);",
                "java.util.ServiceLoader.load");
    }

    @Test
    void endOfTheProcessIsFound() {
        assertFound(HabitTest::exits, "void a() { Runtime.getRuntime().halt(1); }", "java.lang.Runtime.halt");
    }

    @Test
    void exemptionThatIsNotNeededIsFound() {
        Map<String, String> tooMany = new TreeMap<>(MAY_EXIT);
        tooMany.put("org.deltaw.spec.text.Words", "");
        assertEquals("org.deltaw.spec.text.Words no longer needs its exemption",
                fault(broken(code, HabitTest::exits), tooMany));
    }

    private static Stream<String> mutableStatics(ClassFacts each) {
        return each.mutableStatics().stream();
    }

    private static Stream<String> streams(ClassFacts each) {
        return uses(each, use -> Set.of("java.lang.System", "java.io.FileDescriptor").contains(use.owner())
                        && STREAMS.contains(use.name())
                || use.name().equals("printStackTrace") && use.type().equals("()V"));
    }

    private static Stream<String> serviceLoading(ClassFacts each) {
        return uses(each, use -> use.owner().equals("java.util.ServiceLoader") && use.name().startsWith("load"));
    }

    private static Stream<String> exits(ClassFacts each) {
        return uses(each, use -> Set.of("java.lang.System", "java.lang.Runtime").contains(use.owner())
                && Set.of("exit", "halt").contains(use.name()));
    }

    private static Stream<String> uses(ClassFacts each, Function<Member, Boolean> rule) {
        return each.uses().stream().filter(rule::apply).map(use -> use.owner() + "." + use.name());
    }

    private static void assertKept(Function<ClassFacts, Stream<String>> rule, Map<String, String> exemptions) {
        assertEquals("", fault(broken(code, rule), exemptions));
    }

    private static void assertFound(Function<ClassFacts, Stream<String>> rule, String member, String found) {
        assertEquals(Map.of("org.deltaw.Synthetic", Set.of(found)), brokenBy(rule, member));
    }

    private static Map<String, Set<String>> brokenBy(Function<ClassFacts, Stream<String>> rule, String member) {
        return broken(new Code(List.of()).with("expr", "package org.deltaw; class Synthetic { " + member + " }"), rule);
    }

    /** Returns what our classes do, by the names of their outermost classes. */
    private static Map<String, Set<String>> broken(Code code, Function<ClassFacts, Stream<String>> rule) {
        Map<String, Set<String>> broken = new TreeMap<>();
        code.classes().stream().filter(ClassFacts::isOurs).forEach(each -> rule.apply(each).forEach(found ->
                broken.computeIfAbsent(each.outermost(), _ -> new TreeSet<>()).add(found)));
        return broken;
    }

    private static String fault(Map<String, Set<String>> broken, Map<String, String> exemptions) {
        for (Map.Entry<String, Set<String>> each : broken.entrySet()) {
            if (!exemptions.containsKey(each.getKey())) {
                return each.getKey() + ": " + each.getValue();
            }
        }
        return exemptions.keySet().stream().filter(each -> !broken.containsKey(each)).sorted().findFirst()
                .map(each -> each + " no longer needs its exemption").orElse("");
    }
}

package org.deltaw.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deltaw.itests.Project;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Packages lie in one module each, use each other one way only, keep what is internal, and are small. */
class PackageTest {
    /** More classes than this are hardly of one concept. */
    private static final int MOST = 25;

    private static final Pattern REASON = Pattern.compile("More than 25 classes, since \\w+ ");

    private static Code code;

    @BeforeAll
    static void read() throws Exception {
        code = Code.ofProject();
    }

    @Test
    void packagesLieInOneModule() {
        assertEquals(List.of(), split(code));
    }

    @Test
    void packagesUseEachOtherOneWay() {
        assertEquals(List.of(), circles(code));
    }

    @Test
    void internalPackagesAreUsedInTheirModuleOnly() {
        assertEquals(List.of(), trespasses(code));
    }

    @Test
    void packagesAreSmallOrSayWhyNot() throws Exception {
        List<String> faults = new ArrayList<>();
        for (Project.Module module : Project.modules()) {
            if (!module.isPlugin()) {
                for (Map.Entry<String, Long> each : sizes(code, module.name()).entrySet()) {
                    faults.addAll(oversize(each.getKey(), each.getValue(), description(module, each.getKey())));
                }
            }
        }
        assertEquals(List.of(), faults);
    }

    @Test
    void largePackageWithoutAReasonIsFound() {
        String[] sources = IntStream.rangeClosed(0, MOST).mapToObj(i -> "package org.deltaw.big; class A" + i + " { class Part { } }")
                .toArray(String[]::new);
        assertEquals(Map.of("org.deltaw.big", MOST + 1L), sizes(new Code(List.of()).with("expr", sources), "expr"));
        assertEquals(List.of("org.deltaw.big has 26 classes; divide it by concepts, or let its package-info say "
                + "'More than 25 classes, since …'"), oversize("org.deltaw.big", MOST + 1, "/** Much of it. More than 25 classes. */"));
        assertEquals(List.of(), oversize("org.deltaw.big", MOST + 1, "/** Much of it. More than 25\n * classes, since it is a list. */"));
        assertEquals(List.of("org.deltaw.big has 25 classes, and need not say why they are more"),
                oversize("org.deltaw.big", MOST, "/** Much of it. More than 25 classes, since it is a list. */"));
    }

    @Test
    void splitPackageIsFound() {
        Code more = code.with("rule-mlp", "package org.deltaw.plugin.taylor; class Another { }");
        assertEquals(List.of("org.deltaw.plugin.taylor lies in rule-mlp and rule-taylor"), split(more));
    }

    @Test
    void circleIsFound() {
        Code more = code.with("loss-penalty", """
                package org.deltaw.plugin.penalty; class A { org.deltaw.plugin.penalty.more.B b; }
                """, "package org.deltaw.plugin.penalty.more; public class B { Object l1 = new org.deltaw.plugin.penalty.L1Penalty(); }");
        assertEquals(List.of("a circle: org.deltaw.plugin.penalty uses org.deltaw.plugin.penalty.more; "
                + "org.deltaw.plugin.penalty.more uses org.deltaw.plugin.penalty"), circles(more));
    }

    @Test
    void useOfWhatIsInternalIsFound() {
        Code more = code.with("spi", "package org.deltaw.spi.internal; public class A { }");
        List<ClassFacts> all = new ArrayList<>(more.classes());
        all.add(new ClassFacts("kernel", "org.deltaw.kernel.B", Optional.empty(), Set.of(),
                Set.of("org.deltaw.spi.internal.A"), Set.of(), Set.of(), List.of()));
        assertEquals(List.of("org.deltaw.kernel.B uses org.deltaw.spi.internal.A"), trespasses(new Code(all)));
    }

    private static List<String> split(Code code) {
        Map<String, Set<String>> modules = new TreeMap<>();
        // A library that several bundles embed lies in each of them, for itself: none of them exports it.
        code.classes().stream().filter(ClassFacts::isOurs).forEach(each ->
                modules.computeIfAbsent(each.packageName(), _ -> new TreeSet<>()).add(each.module()));
        return modules.entrySet().stream().filter(each -> each.getValue().size() > 1)
                .map(each -> each.getKey() + " lies in " + String.join(" and ", each.getValue())).toList();
    }

    private static List<String> trespasses(Code code) {
        Map<String, String> modules = code.modules();
        return code.classes().stream().flatMap(each -> each.types().stream()
                        .filter(type -> (ClassFacts.packageOf(type) + ".").contains(".internal."))
                        .filter(type -> modules.containsKey(type) && !modules.get(type).equals(each.module()))
                        .map(type -> each.name() + " uses " + type))
                .sorted().toList();
    }

    /** Counts the outermost classes of each package of a module. */
    private static Map<String, Long> sizes(Code code, String module) {
        return code.classes().stream().filter(each -> each.isOurs() && !each.isPackage() && each.module().equals(module))
                .map(ClassFacts::outermost).distinct()
                .collect(Collectors.groupingBy(ClassFacts::packageOf, TreeMap::new, Collectors.counting()));
    }

    private static List<String> oversize(String packageName, long size, String description) {
        boolean explained = REASON.matcher(description.replaceAll("\\s+\\*?\\s*", " ")).find();
        if (size > MOST && !explained) {
            return List.of(packageName + " has " + size + " classes; divide it by concepts, or let its package-info say "
                    + "'More than 25 classes, since …'");
        }
        return size <= MOST && explained
                ? List.of(packageName + " has " + size + " classes, and need not say why they are more") : List.of();
    }

    private static String description(Project.Module module, String packageName) throws IOException {
        return Files.readString(module.folder().resolve("src/main/java").resolve(packageName.replace('.', '/'))
                .resolve("package-info.java"));
    }

    private static List<String> circles(Code code) {
        Set<String> ours = code.classes().stream().filter(ClassFacts::isOurs).map(ClassFacts::packageName).collect(Collectors.toSet());
        Circles circles = new Circles();
        code.classes().stream().filter(ClassFacts::isOurs).forEach(each -> each.types().stream().map(ClassFacts::packageOf)
                .filter(ours::contains).forEach(used -> circles.add(each.packageName(), used)));
        return circles.all().stream().map(circles::describe).toList();
    }
}

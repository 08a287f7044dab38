package org.deltaw.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Packages lie in one module each, use each other one way only, and keep what is internal. */
class PackageTest {
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
        assertEquals(List.of(), cycle(code));
    }

    @Test
    void internalPackagesAreUsedInTheirModuleOnly() {
        assertEquals(List.of(), trespasses(code));
    }

    @Test
    void splitPackageIsFound() {
        Code more = code.with("rule-mlp", "package org.deltaw.plugin.taylor; class Another { }");
        assertEquals(List.of("org.deltaw.plugin.taylor lies in rule-mlp and rule-taylor"), split(more));
    }

    @Test
    void cycleIsFound() {
        Code more = code.with("expr", "package org.deltaw.expr; class A { org.deltaw.spi.parameter.Parameter parameter; }");
        assertEquals(List.of("org.deltaw.expr", "org.deltaw.spi.parameter", "org.deltaw.expr"), cycle(more));
    }

    @Test
    void useOfWhatIsInternalIsFound() {
        Code more = code.with("spi", "package org.deltaw.spi.internal; public class A { }");
        List<ClassFacts> all = new ArrayList<>(more.classes());
        all.add(new ClassFacts("kernel", "org.deltaw.kernel.B", Optional.empty(),
                Set.of("org.deltaw.spi.internal.A"), Set.of(), Set.of(), List.of()));
        assertEquals(List.of("org.deltaw.kernel.B uses org.deltaw.spi.internal.A"), trespasses(new Code(all)));
    }

    private static List<String> split(Code code) {
        Map<String, Set<String>> modules = new TreeMap<>();
        code.classes().forEach(each ->
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

    /** Returns one way from a package of ours back to it; empty if there is none. */
    private static List<String> cycle(Code code) {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (ClassFacts each : code.classes()) {
            if (each.isOurs()) {
                Set<String> used = uses.computeIfAbsent(each.packageName(), _ -> new TreeSet<>());
                each.types().stream().map(ClassFacts::packageOf).forEach(used::add);
                used.remove(each.packageName());
            }
        }
        uses.values().forEach(used -> used.retainAll(uses.keySet()));
        Set<String> done = new HashSet<>();
        for (String start : uses.keySet()) {
            List<String> way = new ArrayList<>();
            if (returns(start, uses, way, done)) {
                return way.subList(way.indexOf(way.getLast()), way.size());
            }
        }
        return List.of();
    }

    private static boolean returns(String at, Map<String, Set<String>> uses, List<String> way, Set<String> done) {
        boolean seen = way.contains(at);
        way.add(at);
        if (seen) {
            return true;
        }
        if (done.add(at)) {
            for (String next : uses.get(at)) {
                if (returns(next, uses, way, done)) {
                    return true;
                }
            }
        }
        way.removeLast();
        return false;
    }
}

package org.deltaw.itests.architecture;

import java.lang.module.ModuleFinder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltaw.itests.Project;

/** Finds what a module refers to, and compares it with what it may refer to. */
final class Dependencies {
    /** Leave no trace at run time, or only a mark that nobody must read; so everyone may carry them. */
    private static final List<String> MARKS =
            List.of("org.osgi.annotation.", "aQute.bnd.annotation.", "org.jspecify.annotations.");

    private static final String BASE = "java.base";

    private final Code code;
    private final Map<String, String> ours;
    private final Set<String> own;
    private final Map<String, String> jdk = new TreeMap<>();
    private final Map<String, Set<String>> allowed;

    /**
     * Prepares a comparison.
     *
     * @param allowed for each module the modules of DeltaW, modules of the JDK besides java.base, and packages of libraries,
     *     these with a dot at the end, that it may refer to
     */
    Dependencies(Code code, Map<String, Set<String>> allowed) {
        this.code = code;
        this.allowed = allowed;
        this.ours = code.modules();
        this.own = code.classes().stream().map(each -> each.module() + " " + each.name()).collect(Collectors.toSet());
        ModuleFinder.ofSystem().findAll().forEach(module -> module.descriptor().packages()
                .forEach(name -> jdk.put(name, module.descriptor().name())));
    }

    /** Lists references that are not allowed. */
    List<String> violations() {
        return code.classes().stream().flatMap(each -> targets(each).entrySet().stream()
                        .filter(target -> !allowed.get(each.module()).contains(target.getValue()))
                        .map(target -> each.name() + " in " + each.module() + " must not refer to " + target.getKey()
                                + " in " + target.getValue()))
                .sorted().toList();
    }

    /** Lists what is allowed, but not needed. */
    List<String> unneeded() {
        Map<String, Set<String>> needed = new TreeMap<>();
        code.classes().forEach(each ->
                needed.computeIfAbsent(each.module(), _ -> new TreeSet<>()).addAll(targets(each).values()));
        return allowed.entrySet().stream()
                .flatMap(each -> each.getValue().stream()
                        .filter(target -> !needed.getOrDefault(each.getKey(), Set.of()).contains(target))
                        .map(target -> each.getKey() + " need not be allowed " + target))
                .sorted().toList();
    }

    /** Returns what a class refers to outside its module and java.base: for each type where it is. */
    private Map<String, String> targets(ClassFacts from) {
        Map<String, String> targets = new TreeMap<>();
        Stream<String> annotations =
                from.annotations().stream().filter(each -> MARKS.stream().noneMatch(each::startsWith));
        Stream.concat(from.types().stream(), annotations).forEach(type -> targets.put(type, target(from.module(), type)));
        targets.values().removeIf(target -> target.equals(from.module()) || target.equals(BASE));
        return targets;
    }

    private String target(String module, String type) {
        // A library that several bundles embed is in each of them, for itself.
        if (own.contains(module + " " + type)) {
            return module;
        }
        String here = ours.getOrDefault(type, jdk.get(ClassFacts.packageOf(type)));
        if (here != null) {
            return here;
        }
        return allowed.get(module).stream().filter(type::startsWith).findFirst().orElse("a library");
    }

    /** Returns what plugins may refer to: two modules, whatever libraries they embed or bring. */
    static Map<String, Set<String>> ofPlugins(List<Project.Module> modules, Map<String, Set<String>> special) {
        Map<String, Set<String>> allowed = new TreeMap<>();
        modules.stream().filter(Project.Module::isPlugin).forEach(each -> {
            Set<String> all = new TreeSet<>(Set.of("expr", "spi"));
            all.addAll(special.getOrDefault(each.name(), Set.of()));
            allowed.put(each.name(), all);
        });
        return allowed;
    }
}

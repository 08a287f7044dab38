package org.deltaw.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deltaw.itests.Compiler;
import org.deltaw.itests.Project;

/** Classes that rules are tried on. */
record Code(List<ClassFacts> classes) {
    /** Somewhat fewer than there were when this was written; still fewer means that the tests look in the wrong place. */
    private static final int CLASSES_AT_LEAST = 400;

    /** Reads the classes of framework and plugins. */
    static Code ofProject() throws IOException {
        List<ClassFacts> classes = new ArrayList<>();
        for (Project.Module module : Project.modules()) {
            List<ClassFacts> own = read(module.name(), module.classes());
            assertTrue(own.stream().anyMatch(each -> each.isOurs() && !each.isPackage()),
                    module.folder() + " has no classes: build all modules first, as in 'mvn verify'.");
            classes.addAll(own);
        }
        long ours = classes.stream().filter(ClassFacts::isOurs).count();
        assertTrue(ours >= CLASSES_AT_LEAST, "only " + ours + " classes are seen, so the rules prove nothing");
        return new Code(List.copyOf(classes));
    }

    /** Compiles source files as if they were a part of some module, and adds their classes to these. */
    Code with(String module, String... sources) {
        List<ClassFacts> all = new ArrayList<>(classes);
        Compiler.compile(sources).values().forEach(each -> all.add(ClassFacts.of(module, each)));
        return new Code(all);
    }

    /** Tells which module a class is in. */
    Map<String, String> modules() {
        Map<String, String> modules = new TreeMap<>();
        classes.forEach(each -> modules.put(each.name(), each.module()));
        return modules;
    }

    static List<ClassFacts> read(String module, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<ClassFacts> classes = new ArrayList<>();
            for (Path file : files.filter(each -> each.toString().endsWith(".class")).sorted().toList()) {
                classes.add(ClassFacts.of(module, Files.readAllBytes(file)));
            }
            return classes;
        }
    }
}

package org.deltaw.itests.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deltaw.itests.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What exported packages offer is what was reviewed: it stands in {@code api.txt}, beside each module's pom. */
class ApiTest {
    private static final String HOW_TO = "mvn test -pl itests -am -Dtest=ApiTest "
            + "-Dsurefire.failIfNoSpecifiedTests=false -Ddeltaw.api.write=true";

    @ParameterizedTest
    @ValueSource(strings = {"expr", "spi", "kernel", "spec", "runtime", "figure", "testkit"})
    void signaturesAreAsCommitted(String module) throws Exception {
        Path folder = Project.root().resolve("framework").resolve(module);
        Path file = folder.resolve("api.txt");
        List<String> now = signatures(new Project.Module(folder), "org.deltaw." + module);
        assertTrue(now.size() >= 10, "too little is seen: " + now);
        if (Boolean.getBoolean("deltaw.api.write")) {
            Files.write(file, now);
        }
        assertTrue(Files.exists(file), file + " is missing. Write it by: " + HOW_TO);
        assertEquals(List.of(), changes(Files.readAllLines(file), now),
                "The API of " + module + " is not that in api.txt. If it is meant to change, do: " + HOW_TO);
    }

    @Test
    void changeIsFound() {
        assertEquals(List.of("- class A", "+ class C"), changes(List.of("class A", "class B"), List.of("class B", "class C")));
    }

    @Test
    void whatOthersSeeIsWrittenDown() {
        assertEquals(List.of(
                "public static final record ApiTest.Sample<T extends Number> extends Runnable",
                "    public ApiTest.Sample(List<T>)",
                "    public List<T> values()",
                "    public static int twice(int) throws IOException",
                "    public void run()"), Signatures.of(Sample.class));
    }

    /** Has a bit of everything. */
    public record Sample<T extends Number>(List<T> values) implements Runnable {
        public static int twice(int number) throws IOException {
            return unseen(number) + number;
        }

        static int unseen(int number) throws IOException {
            if (number < 0) {
                throw new IOException();
            }
            return number;
        }

        @Override
        public void run() {}
    }

    private static List<String> signatures(Project.Module module, String packageName) throws Exception {
        List<String> names;
        try (Stream<Path> files = Files.list(module.classes().resolve(packageName.replace('.', '/')))) {
            names = files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".class"))
                    .map(file -> packageName + "." + file.replaceFirst("\\.class$", "")).sorted().toList();
        }
        List<String> signatures = new ArrayList<>();
        for (String name : names) {
            Class<?> type = Class.forName(name, false, ApiTest.class.getClassLoader());
            if (Signatures.isVisible(type)) {
                signatures.addAll(Signatures.of(type));
            }
        }
        return signatures;
    }

    /** Lists lines that went and lines that came. */
    private static List<String> changes(List<String> before, List<String> now) {
        List<String> changes = new ArrayList<>();
        before.stream().filter(line -> !now.contains(line)).forEach(line -> changes.add("- " + line));
        now.stream().filter(line -> !before.contains(line)).forEach(line -> changes.add("+ " + line));
        return changes;
    }
}

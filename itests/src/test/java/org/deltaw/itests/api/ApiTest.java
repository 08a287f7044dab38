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
    @ValueSource(strings = {"expr", "storage", "spi", "behaviour", "formats", "lowering", "kernel", "spec", "runtime", "figure", "study",
        "testkit"})
    void signaturesAreAsCommitted(String module) throws Exception {
        Path file = Project.framework(module).folder().resolve("api.txt");
        List<String> now = signatures(Project.framework(module));
        assertTrue(now.size() >= 5, "too little is seen: " + now);
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
    void methodThatMovesIsFound() {
        assertEquals(List.of("- p: class A: int a()", "+ p: class B: int a()"),
                changes(List.of("package p", "class A extends C", "    int a()", "class B"),
                        List.of("package p", "class A extends C", "class B", "    int a()")));
    }

    @Test
    void classThatMovesIsFound() {
        assertEquals(List.of("- p: class A", "+ package q", "+ q: class A"),
                changes(List.of("package p", "class A", "class B"), List.of("package p", "class B", "package q", "class A")));
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

    /** Writes down all exported packages of a module, each with its name before its classes. */
    private static List<String> signatures(Project.Module module) throws Exception {
        List<String> signatures = new ArrayList<>();
        for (String each : module.exports()) {
            signatures.add("package " + each);
            for (String name : classes(module.classes(), each)) {
                Class<?> type = Class.forName(name, false, ApiTest.class.getClassLoader());
                if (Signatures.isVisible(type)) {
                    signatures.addAll(Signatures.of(type));
                }
            }
        }
        return signatures;
    }

    private static List<String> classes(Path folder, String packageName) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(packageName.replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".class"))
                    .map(file -> packageName + "." + file.replaceFirst("\\.class$", "")).sorted().toList();
        }
    }

    /** Lists lines that went and lines that came, members with their class. */
    private static List<String> changes(List<String> before, List<String> now) {
        List<String> were = placed(before);
        List<String> are = placed(now);
        List<String> changes = new ArrayList<>();
        were.stream().filter(line -> !are.contains(line)).forEach(line -> changes.add("- " + line));
        are.stream().filter(line -> !were.contains(line)).forEach(line -> changes.add("+ " + line));
        return changes;
    }

    /** Puts before each line where it stands: its package and its class. */
    private static List<String> placed(List<String> lines) {
        List<String> placed = new ArrayList<>();
        String inPackage = "";
        String inClass = "";
        for (String line : lines) {
            if (line.startsWith("package ")) {
                inPackage = line.substring("package ".length()) + ": ";
                placed.add(line);
            } else if (line.startsWith(" ")) {
                placed.add(inPackage + inClass + ": " + line.strip());
            } else {
                inClass = line.replaceFirst(" (extends|permits) .*", "");
                placed.add(inPackage + line);
            }
        }
        return placed;
    }
}

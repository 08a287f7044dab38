package org.deltaw.itests.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deltaw.itests.Project;

/** What READMEs show in fences, such as programs and specs. */
public final class Snippets {
    private static final String FENCE = "```";
    private static final Pattern TYPE = Pattern.compile("(?m)^(?:[a-z]+ )*(?:class|record|interface) \\w");

    /** What a snippet that is no whole file may name: DeltaW's API, and the rule of the project's README. */
    private static final String SETTING = """
            package lab;
            import java.util.*;
            """;

    /** Modules whose packages it sees as if it imported them. */
    private static final List<String> SEEN = List.of("expr", "spi", "kernel", "runtime", "testkit");

    private static final String METHOD = "class Snippet { void run() throws Exception {\n%s} }\n";

    private Snippets() {}

    /**
     * A block between two fences.
     *
     * @param file where it is written
     * @param line in which it begins
     */
    public record Snippet(Path file, int line, String language, String text) {
        /** Tells whether it is a whole source file, not a class without imports, or statements. */
        boolean isWhole() {
            return text.contains("import ");
        }

        /** Returns a source file that holds the snippet. */
        String source() throws IOException {
            return isWhole() ? text : SETTING + imports() + (TYPE.matcher(text).find() ? text : METHOD.formatted(text));
        }

        @Override
        public String toString() {
            return Project.root().relativize(file) + " line " + line;
        }
    }

    private static String imports() throws IOException {
        StringBuilder imports = new StringBuilder();
        for (String module : SEEN) {
            Project.framework(module).exports().forEach(each -> imports.append("import ").append(each).append(".*;\n"));
        }
        return imports.toString();
    }

    /** Lists the blocks of a language in a file. */
    public static List<Snippet> of(Path file, String language) throws IOException {
        return all(file).stream().filter(each -> each.language().equals(language)).toList();
    }

    /** Lists the READMEs of the project, of its modules and of its distributions, and what contributors are told. */
    public static List<Path> readmes() throws IOException {
        Path root = Project.root();
        List<Path> readmes = new ArrayList<>(List.of(root.resolve("README.md"), root.resolve("framework/README.md"),
                root.resolve("distributions/standard/src/main/experiments/README.md"),
                root.resolve("distributions/standard/src/main/experiments/findings.md")));
        try (Stream<Path> files = Files.list(root.resolve(".github"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(readmes::add);
        }
        for (String group : List.of("framework", "plugins", "distributions")) {
            try (Stream<Path> folders = Files.list(root.resolve(group))) {
                folders.map(folder -> folder.resolve("README.md")).filter(Files::exists).sorted().forEach(readmes::add);
            }
        }
        return readmes;
    }

    /** Lists all blocks in a file; what stands indented is none. */
    static List<Snippet> all(Path file) throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                int begin = i;
                StringBuilder text = new StringBuilder();
                while (++i < lines.size() && !lines.get(i).startsWith(FENCE)) {
                    text.append(lines.get(i)).append('\n');
                }
                String language = lines.get(begin).substring(FENCE.length()).strip();
                snippets.add(new Snippet(file, begin + 1, language, text.toString()));
            }
        }
        return snippets;
    }
}

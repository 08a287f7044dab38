package org.deltaw.itests.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltaw.itests.Compiler;
import org.deltaw.itests.Project;
import org.deltaw.itests.installed.Deltaw;
import org.deltaw.itests.installed.Installation;
import org.deltaw.itests.installed.PluginJar;
import org.deltaw.itests.readme.Snippets.Snippet;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecReader;
import org.deltaw.spec.SpecWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the READMEs say works. */
class ReadmeIT {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");
    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z-]+) {2,}\\S");
    private static final Pattern ID = Pattern.compile("new ExtensionId\\(\"(.*?)\"\\)");

    @TempDir
    private Path folder;

    private static Path root;

    @BeforeAll
    static void rootHasAReadme() {
        root = Project.root().resolve("README.md");
        assertTrue(Files.isRegularFile(root), root + " is missing.");
    }

    @Test
    void programsCompile() throws Exception {
        int compiled = 0;
        for (Path file : Snippets.readmes()) {
            for (Snippet snippet : Snippets.of(file, "java")) {
                List<String> sources = new ArrayList<>(List.of(snippet.source()));
                if (!snippet.isWhole()) {
                    sources.add(ruleOfOnesOwn());
                }
                try {
                    Compiler.compile(sources.toArray(String[]::new));
                } catch (IllegalArgumentException faulty) {
                    throw new AssertionError(snippet + " does not compile: " + faulty.getMessage(), faulty);
                }
                compiled++;
            }
        }
        assertTrue(compiled >= 5, "only " + compiled + " programs are shown");
    }

    @Test
    void specsBind() throws Exception {
        SpecText base = spec(Project.root().resolve("framework/spec/README.md"));
        int bound = 0;
        for (Path file : Snippets.readmes()) {
            for (Snippet snippet : Snippets.of(file, "yaml")) {
                SpecText spec = SpecText.of(snippet.text());
                bind(snippet.toString(), spec.isComplete() ? spec : spec.completedBy(base), List.of());
                bound++;
            }
        }
        assertTrue(bound >= 11, "only " + bound + " specs are shown");
    }

    @Test
    void firstSpecIsTheShippedExample() throws Exception {
        assertEquals(bind("the example", example(), List.of()), bind(root.toString(), spec(root), List.of()));
    }

    @Test
    void commandsExist() throws Exception {
        String help = Deltaw.of(Installation.standard(), folder).run("--help").succeeded().out();
        Set<String> commands = new TreeSet<>(COMMAND.matcher(help).results().map(each -> each.group(1)).toList());
        Set<String> named = new TreeSet<>();
        for (Path file : Snippets.readmes()) {
            for (String name : CommandLines.names(file)) {
                assertTrue(commands.contains(name), "'deltaw " + name + "' in " + file + " is none of " + commands);
                named.add(name);
            }
        }
        assertTrue(named.containsAll(Set.of("fit", "resume", "plugins", "describe")), "only these are named: " + named);
    }

    @Test
    void settingsInCommandsBind() throws Exception {
        int bound = 0;
        for (List<String> arguments : CommandLines.of(root)) {
            if (arguments.getFirst().equals("fit")) {
                // The rule of one's own is there once it was compiled.
                List<String> settings = arguments.stream()
                        .filter(each -> each.contains("=") && !each.startsWith("rule={")).toList();
                bind(String.join(" ", arguments), example(), settings);
                Path spec = Installation.standard().examples().resolve(Path.of(arguments.get(1)).getFileName());
                assertTrue(Files.exists(spec), spec + " is not among the examples");
                bound++;
            }
        }
        assertTrue(bound >= 2, "only " + bound + " fits are shown in " + root);
    }

    @Test
    void ruleOfOnesOwnIsFitted() throws Exception {
        String rule = ruleOfOnesOwn();
        PluginJar.rule(rule).write(folder.resolve("mine"));
        Matcher id = ID.matcher(rule);
        assertTrue(id.find(), "it has no name");

        Deltaw.of(Installation.standard(), folder).with("DELTAW_PLUGINS", folder.resolve("mine").toString())
                .run(Deltaw.briefly("fit", "rule={family: " + id.group(1) + "}")).succeeded().says("Fitted rule", "dw = ");
    }

    @Test
    void linksLeadSomewhere() throws Exception {
        List<String> broken = new ArrayList<>();
        for (Path file : Snippets.readmes()) {
            LINK.matcher(Files.readString(file)).results().map(each -> each.group(1))
                    .filter(target -> !Files.exists(file.resolveSibling(target)))
                    .forEach(target -> broken.add(file + " links to " + target));
        }
        assertEquals(List.of(), broken);
    }

    private static String ruleOfOnesOwn() throws Exception {
        return Snippets.of(root, "java").stream().map(Snippet::text).filter(each -> each.contains("implements RuleFamily"))
                .findFirst().orElseThrow(() -> new AssertionError(root + " shows no rule of one's own."));
    }

    private static SpecText example() throws Exception {
        return SpecText.of(Files.readString(Installation.standard().examples().resolve("example-fly.yaml")));
    }

    private static SpecText spec(Path file) throws Exception {
        return Snippets.of(file, "yaml").stream().map(each -> SpecText.of(each.text())).filter(SpecText::isComplete)
                .findFirst().orElseThrow(() -> new AssertionError(file + " shows no complete spec."));
    }

    /** Binds a spec. Returns it with all its settings. */
    private String bind(String what, SpecText spec, List<String> settings) throws Exception {
        Path file = Files.writeString(folder.resolve("spec.yaml"), spec.toString());
        try (ExtensionRegistry registry = ExtensionRegistry.ofClassPath(getClass().getClassLoader())) {
            return SpecWriter.write(SpecReader.read(file, settings, registry));
        } catch (RuntimeException refused) {
            throw new AssertionError(what + " does not bind: " + refused.getMessage() + "\n" + spec, refused);
        }
    }
}

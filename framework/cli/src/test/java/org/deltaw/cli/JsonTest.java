package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.DialectId;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.json.JsonFile;
import org.deltaw.spi.Warning;
import org.deltaw.study.record.JsonTree;
import org.deltaw.study.record.WarningsJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What programs read: one object on standard output, whatever the command, and however it ends. */
class JsonTest {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema SCHEMA = REGISTRY.getSchema(SchemaCommand.ofAnswers(), InputFormat.JSON);
    /** These change an installation or never end; what they answer is asserted where they are tested. */
    private static final List<String> ELSEWHERE = List.of("install", "remove", "assemble", "watch");

    @TempDir
    Path directory;

    private Terminal terminal;

    @BeforeEach
    void begin() {
        terminal = new Terminal(directory);
    }

    /** Asserts that a command prints one object of a kind, as the schema has it, and no text. */
    private JsonTree answer(String kind, int code, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add("--json");
        Terminal.Ran ran = terminal.run(arguments.toArray(String[]::new));
        assertEquals(code, ran.code(), ran.out() + ran.err());
        assertEquals("", ran.err());
        assertEquals(List.of(), SCHEMA.validate(ran.out(), InputFormat.JSON), ran.out());
        JsonTree json = JsonTree.of(JsonFile.read("standard output", ran.out()));
        assertEquals("deltaw-" + kind + "/1", json.text("schema"));
        assertEquals(code, (int) json.number("exitCode").orElseThrow());
        return json;
    }

    private String path(String name) {
        return terminal.path(name).toString();
    }

    private Object file(String name) {
        return JsonFile.read(terminal.path(name));
    }

    @Test
    void theSchemaIsASchema() {
        Schema meta = REGISTRY.getSchema(SchemaLocation.of(DialectId.DRAFT_2020_12));
        assertEquals(List.of(), meta.validate(SchemaCommand.ofAnswers(), InputFormat.JSON));
        assertFalse(SCHEMA.validate("{\"schema\": \"deltaw-fit/1\"}", InputFormat.JSON).isEmpty());
    }

    @Test
    void everyCommandAnswersAndHasTheOptions() throws Exception {
        StringWriter out = new StringWriter();
        Console console = Console.of(out, out, false);
        try (ExtensionRegistry registry = ExtensionRegistry.ofClassPath(JsonTest.class.getClassLoader())) {
            CommandLine line = DeltaW.commandLine(new MainCommand(console), registry, console, StopSignal::new);
            List<CommandLine> all = new ArrayList<>(List.of(line));
            for (int i = 0; i < all.size(); i++) {
                all.addAll(all.get(i).getSubcommands().values());
            }
            assertTrue(all.size() > 20, "only " + all.size() + " commands");
            for (CommandLine each : all) {
                String name = each.getCommandName();
                Method call = each.getCommandSpec().userObject().getClass().getDeclaredMethod("call");
                assertEquals(Answer.class, call.getReturnType(), name);
                for (String option : List.of("--json", "--progress", "--quiet", "-q", "--debug")) {
                    assertEquals(1, each.getCommandSpec().optionsMap().keySet().stream().filter(option::equals).count(),
                            name + " " + option);
                }
            }
            TreeSet<String> tried = new TreeSet<>(examples().keySet());
            tried.addAll(ELSEWHERE);
            assertEquals(new TreeSet<>(line.getSubcommands().keySet()), tried);
        }
    }

    /** A command line for each command, and the kind of its answer; in an order in which they can be run. */
    private Map<String, List<String>> examples() {
        Map<String, List<String>> examples = new LinkedHashMap<>();
        examples.put("fit", List.of("fit", "fit", terminal.spec(), "-o", path("r")));
        examples.put("resume", List.of("fit", "resume", path("r")));
        examples.put("evaluate", List.of("evaluation", "evaluate", path("r")));
        examples.put("validate", List.of("validation", "validate", terminal.spec(), "--folds", "2", "-o", path("v")));
        examples.put("select", List.of("selection", "select", terminal.spec(), "training.optimizer=gauss-newton", "--folds", "2",
                "--lambdas", "2", "-o", path("s")));
        terminal.write("lab.yaml", terminal.read("spec.yaml").replace("{source: lab-data, files: [ada.txt, bob.txt]}",
                "{source: lab-simulation, trials: 10}"));
        examples.put("recover", List.of("recovery", "recover", path("lab.yaml"), "--models", path("lab.yaml"), "--replicates", "1",
                "--resamplings", "1", "-o", path("y")));
        examples.put("posterior", List.of("posterior", "posterior", terminal.spec(),
                "posterior={sampler: nuts, chains: 2, warmup: 100, draws: 50}", "-o", path("b")));
        examples.put("compare", List.of("comparison", "compare", path("r"), path("q"), "-o", path("c")));
        examples.put("explain", List.of("explanation", "explain", terminal.spec(), "--code"));
        terminal.write("t.csv", "choice,reward\nleft,1\nright,0\n");
        examples.put("inspect", List.of("inspection", "inspect", path("t.csv"), "-o", path("t.yaml")));
        examples.put("simulate", List.of("error", "simulate", terminal.spec(), "-o", path("d")));
        examples.put("convert", List.of("conversion", "convert", terminal.spec(), "-o", path("d.csv")));
        examples.put("reproduce", List.of("experiments", "reproduce", "--list"));
        examples.put("plugins", List.of("plugins", "plugins"));
        examples.put("describe", List.of("description", "describe", "lab-rule"));
        examples.put("new-plugin", List.of("plugin-project", "new-plugin", "rule", "my-rule", "--dir", path("p"),
                "--repository", "file:/tmp"));
        examples.put("schema", List.of("schema", "schema"));
        examples.put("selftest", List.of("selftest", "selftest", "--backend", "lab-backend"));
        examples.put("bench", List.of("benchmark", "bench", "--backend", "lab-backend", "--cases", "one fly, 5 terms",
                "--seconds", "0.01"));
        examples.put("version", List.of("version", "version"));
        examples.put("completion", List.of("completion", "completion", "bash"));
        return examples;
    }

    @Test
    void everyCommandPrintsOneObjectAsItsSchemaSays() {
        answer("fit", ExitCode.DONE, "fit", terminal.spec(), "rule.fixed=[decay]", "rule.initial={decay: 0}", "-o", path("q"));
        examples().forEach((name, line) -> {
            // So few draws never pass.
            int code = switch (line.getFirst()) {
                case "error" -> ExitCode.INPUT;
                case "posterior" -> ExitCode.NOT_CONVERGED;
                default -> ExitCode.DONE;
            };
            JsonTree json = answer(line.getFirst(), code, line.subList(1, line.size()).toArray(String[]::new));
            assertEquals(name, json.text("command"));
        });
        assertEquals("", answer("help", ExitCode.DONE).text("command"));
        assertTrue(answer("help", ExitCode.DONE, "fit", "--help").in("result").text("text").contains("Usage: deltaw fit"));
    }

    @Test
    void theResultIsWhatTheFilesHold() {
        JsonTree json = answer("fit", ExitCode.DONE, "fit", terminal.spec(), "training.subjects=separate", "-o", path("r"));
        assertEquals(path("r"), json.text("directory"));
        List<JsonTree> fits = json.in("result").list("fits");
        assertEquals(List.of("ada", "bob"), fits.stream().map(fit -> fit.text("subject")).toList());
        for (JsonTree fit : fits) {
            String subject = "r/subjects/" + fit.text("subject");
            assertEquals(path(subject), fit.text("directory"));
            assertEquals(file(subject + "/parameters.json"), fit.map().get("parameters"));
            assertEquals(file(subject + "/metrics.json"), fit.map().get("metrics"));
        }
        assertEquals(json.map().get("result"), answer("fit", ExitCode.DONE, "resume", path("r")).map().get("result"));
        json = answer("evaluation", ExitCode.DONE, "evaluate", path("r"), "--subject", "bob");
        assertEquals(file("r/subjects/bob/evaluation.json"),
                json.in("result").list("evaluations").getFirst().map().get("evaluation"));
        json = answer("validation", ExitCode.DONE, "validate", terminal.spec(), "--folds", "2", "-o", path("v"));
        assertEquals(file("v/validation.json"), json.in("result").map().get("validation"));
        assertEquals(json.map(), with(answer("validation", ExitCode.DONE, "resume", path("v")), "command", "validate"));
    }

    private static Map<Object, Object> with(JsonTree json, String key, Object value) {
        Map<Object, Object> changed = new LinkedHashMap<>(json.map());
        changed.put(key, value);
        return changed;
    }

    @Test
    void whatWasStoppedHasNoResultYet() {
        Terminal.Ran ran = terminal.runAndStopAt("\"done\":1", "fit", terminal.spec(), "--json", "--progress", "json", "-o",
                path("r"));
        assertEquals(ExitCode.INTERRUPTED, ran.code(), ran.err());
        JsonTree fit = JsonTree.of(JsonFile.read("out", ran.out())).in("result").list("fits").getFirst();
        assertEquals(Optional.empty(), fit.map().get("metrics"));
        assertEquals(List.of(), SCHEMA.validate(ran.out(), InputFormat.JSON), ran.out());
    }

    @Test
    void mistakesAreObjectsThatSayWhoMustActAndWhere() {
        JsonTree json = answer("error", ExitCode.INPUT, "fit", terminal.spec(), "--outt");
        assertEquals("fit", json.text("command"));
        assertEquals("spec", json.in("error").text("kind"));
        terminal.write("eve.txt", "who?");
        terminal.write("spec.yaml", terminal.read("spec.yaml").replace("ada.txt", "eve.txt"));
        JsonTree error = answer("error", ExitCode.INPUT, "fit", terminal.spec()).in("error");
        assertEquals("data", error.text("kind"));
        assertEquals(terminal.spec(), error.text("file"));
        assertEquals(3, (int) error.number("line").orElseThrow());
        assertEquals("data.files", error.text("key"));
        assertEquals(terminal.spec() + " line 3: data.files: eve.txt holds no number.", error.text("message"));
        assertEquals("plugin", answer("error", ExitCode.INPUT, "explain", terminal.spec(), "data.files=[ada.txt, bob.txt]",
                "rule.family=faulty-rule").in("error").text("kind"));
    }

    @Test
    void warningsAreData() {
        terminal.write("ada.txt", "1");
        answer("fit", ExitCode.DONE, "fit", terminal.spec(), "-o", path("r"));
        terminal.write("r/bundles.json", terminal.read("r/bundles.json").replaceFirst("\"java\": \"[^\"]*\"", "\"java\": \"1\""));
        terminal.delete("r/report.html");
        List<Warning> warnings = WarningsJson.read(answer("fit", ExitCode.DONE, "resume", path("r")));
        assertEquals(List.of("other-versions", "not-converged"), warnings.stream().map(Warning::code).toList());
        assertTrue(warnings.getFirst().message().contains("Java was 1 and is "), warnings::toString);
    }

    @Test
    void progressIsALineOfJsonOnStandardError() {
        Terminal.Ran ran = terminal.run("fit", terminal.spec(), "--progress", "json", "-o", path("r"));
        List<JsonTree> lines = ran.err().lines().filter(line -> !line.startsWith("deltaw: warning: "))
                .map(line -> JsonTree.of(JsonFile.read("line", line))).toList();
        assertEquals(12, (int) lines.getLast().number("done").orElseThrow());
        for (JsonTree line : lines) {
            assertEquals(List.of("phase", "done", "total", "secondsLeft"), List.copyOf(line.map().keySet()));
            assertEquals("training", line.text("phase"));
            assertEquals(12, (int) line.number("total").orElseThrow());
        }
        assertFalse(ran.out().contains("iteration  1"), ran.out());
        assertTrue(ran.out().contains("Fitted rule"), ran.out());
    }

    @Test
    void quietPrintsTheResultOnly() {
        Terminal.Ran ran = terminal.run("fit", terminal.spec(), "-q", "-o", path("r"));
        assertTrue(ran.err().startsWith("deltaw: warning: Training has not reached the minimum"), ran.err());
        assertTrue(ran.out().strip().startsWith("Finished: all 12 iterations are done."), ran.out());
        assertFalse(ran.out().contains("Files in"), ran.out());
    }

    @Test
    void aDivergedFitEndsWithThreeAndSoDoesAStudyOnlyIfStrict() {
        String[] diverges = {"data.size=1e200", "rule.start=10", "data.steps=9"};
        JsonTree json = answer("fit", ExitCode.NOT_CONVERGED, "fit", terminal.spec(), diverges[0], diverges[1], diverges[2], "-o",
                path("r"));
        JsonTree metrics = new JsonTree((Map<?, ?>) json.in("result").list("fits").getFirst().map().get("metrics"));
        assertEquals("diverged", metrics.in("outcome").text("kind"));
        answer("fit", ExitCode.DONE, "fit", terminal.spec(), diverges[0], diverges[1], diverges[2], "training.subjects=separate",
                "-o", path("each"));
        answer("fit", ExitCode.NOT_CONVERGED, "fit", terminal.spec(), diverges[0], diverges[1], diverges[2],
                "training.subjects=separate", "--strict", "-o", path("strict"));
    }

    @Test
    void epochsThatRunOutAreAFailureOnlyForAMethodWithACriterion() {
        assertEquals(ExitCode.DONE, terminal.run("fit", terminal.spec(), "-o", path("adam")).code());
        assertEquals(ExitCode.NOT_CONVERGED,
                terminal.run("fit", terminal.spec(), "training.patience=11", "-o", path("patience")).code());
        assertEquals(ExitCode.NOT_CONVERGED, terminal.run("fit", terminal.spec(), "training.optimizer=gauss-newton",
                "training.epochs=1", "-o", path("newton")).code());
    }
}

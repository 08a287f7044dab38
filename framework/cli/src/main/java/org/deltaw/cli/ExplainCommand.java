package org.deltaw.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Formula;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.simplify.Work;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.backend.GeneratedCode;
import org.deltaw.spi.backend.Program;
import org.deltaw.storage.AtomicFile;
import org.deltaw.storage.Folders;
import org.deltaw.study.benchmark.Passes;
import org.deltaw.study.fit.Opening;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.TextTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the model that a spec file describes, and what a backend makes of it. */
@Command(name = "explain",
        header = "Shows the model of a spec file, and its code.",
        descriptionHeading = "%n",
        description = {
            "Shows the model of a spec file: its states, the data it reads, its parameters, and one step as formulas. "
                    + "With --code also what the backend has compiled it to.",
            "Nothing is fitted."},
        footer = {"", "Examples:",
            "  deltaw explain fly.yaml                        the model as formulas",
            "  deltaw explain fly.yaml --code                 and the loops that compute it",
            "  deltaw explain fly.yaml --code --classes code  and class files, for javap -c -p code/*.class"})
final class ExplainCommand implements Callable<Answer> {
    private static final int WIDTH = 118;
    private static final Map<String, String> WORDS = Map.of("channels", "data, changing", "attributes", "data, constant",
            "forward", "forwards", "adjoint", "backwards, for the gradient",
            "tangent", "forwards along all parameters, for the Gauss-Newton matrix");

    private final Console console;
    private final ExtensionRegistry registry;

    @Parameters(index = "0", paramLabel = "SPEC", description = "The spec file, in YAML or JSON.")
    private Path spec = Path.of("");

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE",
            description = "Settings to use instead of those in the spec, as in backend.precision=f32.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--code", description = "Show the code that the backend has generated.")
    private boolean code;

    @Option(names = "--classes", paramLabel = "DIR", description = "Write the generated code into a directory.")
    private @Nullable Path classes;

    ExplainCommand(Console console, ExtensionRegistry registry) {
        this.console = console;
        this.registry = registry;
    }

    @Override
    public Answer call() {
        SpecFile file = Specs.read(console, spec, overrides);
        Fit fit = file.fit(registry);
        try (OpenFit opened = Opening.of(file, fit)) {
            Map<String, Object> result = model(opened.program());
            if (code || classes != null) {
                result.put("code", generated(fit, opened));
            }
            Answer answer = Answer.of("explanation", result);
            return classes == null ? answer : answer.in(classes);
        }
    }

    /** Shows the model, and returns the same for programs. */
    private Map<String, Object> model(Program program) {
        Map<String, List<String>> symbols = symbols(program);
        Map<String, String> formulas = formulas(program.step());
        Map<String, Long> operations = operations(program);
        table("Symbols", symbols, names -> names.isEmpty() ? "none" : String.join(", ", names));
        console.title("One step");
        formulas.forEach((name, formula) ->
                TextTable.wrapped(name + " = " + formula, WIDTH).forEach(line -> console.print("  " + line)));
        table("Operations for one step", operations, count -> String.format(Locale.ROOT, "%,d", count));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("symbols", symbols);
        result.put("step", formulas);
        result.put("operations", operations);
        return result;
    }

    private <T> void table(String title, Map<String, T> rows, Function<T, String> text) {
        console.title(title);
        TextTable table = new TextTable("", "");
        rows.forEach((name, value) -> table.row(WORDS.getOrDefault(name, name), text.apply(value)));
        console.print(table.toString());
    }

    private static Map<String, List<String>> symbols(Program program) {
        Map<String, List<String>> symbols = new LinkedHashMap<>();
        symbols.put("states", list(program.states()));
        symbols.put("channels", list(program.channels()));
        symbols.put("attributes", list(program.attributes()));
        symbols.put("fitted", list(program.parameters()));
        return symbols;
    }

    private static Map<String, String> formulas(StepGraph step) {
        Map<String, String> formulas = new LinkedHashMap<>();
        Map<Expr, Expr> named = new IdentityHashMap<>();
        for (StepGraph.Output output : step.outputs()) {
            formulas.put(output.symbol().name(), Formula.of(shortened(output.value(), named)));
            named.putIfAbsent(output.value(), output.symbol().read());
        }
        formulas.put("loss", Formula.of(shortened(step.loss(), named)));
        for (int i = 0; i < step.states().size(); i++) {
            formulas.put(step.states().get(i).name() + " after", Formula.of(shortened(step.next().get(i), named)));
        }
        return formulas;
    }

    private static Map<String, Long> operations(Program program) {
        Map<String, Long> operations = new LinkedHashMap<>();
        operations.put("forward", Work.of(Passes.forward(program)));
        operations.put("adjoint", Work.of(Passes.adjoint(program)));
        List<Expr> tangent = Passes.tangent(program);
        if (!tangent.isEmpty()) {
            operations.put("tangent", Work.of(tangent));
        }
        return operations;
    }

    /** Writes the name of an output in place of its formula. */
    private static Expr shortened(Expr root, Map<Expr, Expr> named) {
        Map<Expr, Expr> done = new IdentityHashMap<>(named);
        for (Expr node : Graph.order(List.of(root))) {
            done.computeIfAbsent(node, _ -> node.arguments().isEmpty() ? node
                    : Expr.of(node.op(), node.arguments().stream().map(done::get).toList()));
        }
        return Objects.requireNonNull(done.get(root));
    }

    private List<Map<String, Object>> generated(Fit fit, OpenFit opened) {
        List<GeneratedCode> generated = opened.code();
        if (generated.isEmpty()) {
            console.title("Code");
            console.print("Backend '" + fit.backend().backend().id() + "' generates none.");
        }
        for (GeneratedCode each : generated) {
            if (code) {
                console.title(Words.capital(each.title()));
                console.print(each.listing().stripTrailing());
            }
            if (classes != null) {
                Folders.create(classes);
                AtomicFile.write(classes.resolve(each.fileName()), each.file());
            }
        }
        if (classes != null && !generated.isEmpty()) {
            console.print("");
            console.print(Numbers.count(generated.size(), "file") + " in " + classes);
        }
        return generated.stream().map(each -> Map.<String, Object>of(
                "title", each.title(), "file", each.fileName(), "listing", each.listing())).toList();
    }

    private static List<String> list(List<Symbol> symbols) {
        return symbols.stream().map(ExplainCommand::named).toList();
    }

    private static String named(Symbol symbol) {
        return symbol.name() + (symbol.axes().isEmpty() ? "" : symbol.axes().stream()
                .map(axis -> axis.name() + " " + axis.size()).collect(Collectors.joining(", ", "[", "]")));
    }
}

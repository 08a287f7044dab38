package org.deltaw.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
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
final class ExplainCommand implements Callable<Integer> {
    private static final int WIDTH = 118;

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
    public Integer call() throws IOException {
        SpecFile file = SpecFile.read(spec, overrides);
        Fit fit = file.fit(registry);
        try (OpenFit opened = Opening.of(file, fit)) {
            model(opened.program());
            if (code || classes != null) {
                generated(fit, opened);
            }
        }
        return ExitCode.DONE;
    }

    private void model(Program program) {
        StepGraph step = program.step();
        TextTable symbols = new TextTable("", "");
        symbols.row("states", list(program.states()));
        symbols.row("data, changing", list(program.channels()));
        symbols.row("data, constant", list(program.attributes()));
        symbols.row("fitted", list(program.parameters()));
        console.title("Symbols");
        console.print(symbols.toString());
        console.title("One step");
        Map<Expr, Expr> named = new IdentityHashMap<>();
        for (StepGraph.Output output : step.outputs()) {
            formula(output.symbol().name(), shortened(output.value(), named));
            named.putIfAbsent(output.value(), output.symbol().read());
        }
        formula("loss", shortened(step.loss(), named));
        for (int i = 0; i < step.states().size(); i++) {
            formula(step.states().get(i).name() + " after", shortened(step.next().get(i), named));
        }
        console.title("Operations for one step");
        List<Expr> forward = new ArrayList<>(step.next());
        forward.add(step.inlinedLoss());
        List<Expr> backward = new ArrayList<>(program.adjoint().stateAdjoints());
        backward.addAll(program.adjoint().parameterGradients());
        TextTable work = new TextTable("", "");
        work.row("forwards", count(forward));
        work.row("backwards, for the gradient", count(backward));
        program.tangent().ifPresent(tangent -> {
            List<Expr> expressions = new ArrayList<>(tangent.nextTangents());
            expressions.add(tangent.curvature());
            work.row("forwards along all parameters, for the Gauss-Newton matrix", count(expressions));
        });
        console.print(work.toString());
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

    private void generated(Fit fit, OpenFit opened) throws IOException {
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
                Files.createDirectories(classes);
                Files.write(classes.resolve(each.fileName()), each.file());
            }
        }
        if (classes != null && !generated.isEmpty()) {
            console.print("");
            console.print(Numbers.count(generated.size(), "file") + " in " + classes);
        }
    }

    private void formula(String name, Expr value) {
        TextTable.wrapped(name + " = " + Formula.of(value), WIDTH).forEach(line -> console.print("  " + line));
    }

    private static String count(Collection<Expr> expressions) {
        return String.format(Locale.ROOT, "%,d", Work.of(expressions));
    }

    private static String list(List<Symbol> symbols) {
        return symbols.isEmpty() ? "none" : symbols.stream().map(ExplainCommand::named).collect(Collectors.joining(", "));
    }

    private static String named(Symbol symbol) {
        return symbol.name() + (symbol.axes().isEmpty() ? "" : symbol.axes().stream()
                .map(axis -> axis.name() + " " + axis.size()).collect(Collectors.joining(", ", "[", "]")));
    }
}

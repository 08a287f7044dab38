package org.deltaw.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.fit.Convergence;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.inference.UncertaintyWarnings;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.model.TargetMeans;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spec.settings.SettingDescription;
import org.deltaw.spec.settings.SettingDescriptions;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.fit.Opening;
import org.deltaw.study.record.BundleRecord;
import org.deltaw.study.record.FittedVector;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.record.RunResults;
import org.deltaw.study.record.StudyRecord;
import org.deltaw.study.report.Coefficients;
import org.deltaw.study.report.EvaluationJson;
import org.deltaw.study.report.FitnessText;
import org.deltaw.study.report.UncertaintyText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how well a fitted rule describes data: its own, or others. */
@Command(name = "evaluate",
        header = "Shows how well a fitted rule describes data.",
        descriptionHeading = "%n",
        description = {
            "Shows how well the rule that a run has fitted describes the data of the run, or other recordings of the same "
                    + "kind, and writes the figures to evaluation.json beside the run's parameters."},
        footer = {"", "Examples:", "  deltaw evaluate runs/fly1",
            "  deltaw evaluate runs/fly1 --data Fly2.mat Fly3.mat    on other flies",
            "  deltaw evaluate runs/flies --subject Fly1             of a run with separate subjects"})
final class EvaluateCommand implements Callable<Answer> {
    private final Console console;
    private final ExtensionRegistry registry;

    @Parameters(paramLabel = "DIR", description = "The directory of the run, as 'deltaw fit' named it.")
    private Path folder = Path.of("");

    @Option(names = "--data", paramLabel = "FILE", arity = "1..*",
            description = "Recordings to use instead of those in the spec; folders, if each of them is a recording.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--subject", paramLabel = "NAME",
            description = "Whose parameters to use, if each subject was fitted alone.")
    private String subject = "";

    EvaluateCommand(Console console, ExtensionRegistry registry) {
        this.console = console;
        this.registry = registry;
    }

    @Override
    public Answer call() {
        RunDirectory directory = RunDirectory.open(folder);
        Fit fitted = directory.spec(List.of()).fit(registry);
        boolean separate = FitStudy.isSeparate(fitted);
        requireSense(fitted, separate);
        List<Map<String, Object>> evaluations = new ArrayList<>();
        SpecFile spec = directory.spec(overrides(recordings(fitted)));
        Fit fit = spec.fit(registry);
        try (OpenFit opened = Opening.of(spec, fit)) {
            directory.requireSameModel(FitStudy.identity(fit, opened, registry.bundles()), files.isEmpty());
            if (directory.isOfFirstFormat()) {
                console.warn(Warning.of("unchecked-files", "The run in " + folder + " was written by an earlier DeltaW, so it cannot be "
                        + "checked whether its files belong together and are whole."));
            }
            List<String> changes = BundleRecord.changes(folder, registry.bundles());
            if (!changes.isEmpty()) {
                console.warn(Warning.of("other-versions", "This is not the DeltaW that made the run, so figures may differ in their last "
                        + "digits: " + Words.and(changes) + "."));
            }
            opened.warnings().forEach(console::warn);
            for (Problem problem : chosen(opened, separate)) {
                evaluations.add(evaluate(fit, problem, directory.results(separate ? owner(problem) : ""),
                        files.isEmpty() || directory.hasNumbers(problem.names())));
            }
        }
        return Answer.of("evaluation", Map.of("evaluations", evaluations)).in(folder);
    }

    /**
     * With other data, whosever they are, all trajectories are put to the parameters of one subject.
     *
     * @param recordings the setting that says where recordings are
     */
    private List<String> overrides(Optional<String> recordings) {
        if (files.isEmpty()) {
            return List.of();
        }
        return List.of("training.subjects=pooled",
                SpecWriter.change("data." + recordings.orElseThrow(),
                        files.stream().map(file -> file.toAbsolutePath().toString()).toList()));
    }

    private String owner(Problem problem) {
        return problem.subject().isEmpty() ? subject : problem.subject();
    }

    private List<Problem> chosen(OpenFit opened, boolean separate) {
        if (!separate || subject.isEmpty() || !files.isEmpty()) {
            return opened.problems();
        }
        List<Problem> chosen = opened.problems().stream().filter(each -> each.subject().equals(subject)).toList();
        if (chosen.isEmpty()) {
            throw new InvalidSpecException("The run in " + folder + " has no subject '" + subject + "'; its subjects are "
                    + Words.and(opened.problems().stream().map(Problem::subject).toList()) + ".");
        }
        return chosen;
    }

    /** @param same whether the numbers of the problem are those of the run */
    private Map<String, Object> evaluate(Fit fit, Problem problem, RunResults results, boolean same) {
        FittedVector fitted = FittedVector.of(problem, results, same);
        problem.replicate(results.replicates());
        problem.replicateFor(fitted.values());
        List<Warning> warnings = new ArrayList<>();
        if (!fitted.note().isEmpty()) {
            warnings.add(new Warning("unfinished-training", fitted.note(), problem.subject()));
        }
        TargetMeans means = files.isEmpty() ? problem.means() : fitted.means().orElseGet(() -> ownMeans(problem));
        Metrics metrics = problem.evaluate(fitted.values(), means);
        // To other data the parameters were not fitted, so theirs say nothing of how far these are determined.
        Optional<Uncertainty> uncertainty = files.isEmpty() ? Optional.of(uncertainty(fitted.values(), metrics, fit, problem, results))
                : Optional.empty();
        String data = files.isEmpty() ? "the data of the run"
                : Words.and(files.stream().map(Path::toString).toList());
        console.title("How well " + results.directory() + " describes " + data);
        console.print(new FitnessText(metrics).lines(List.of()));
        ResultText.print(console, ReplicatesText.of(metrics).stream().toList());
        Optional<Metrics> heldOut = problem.evaluateHeldOut(fitted.values(), means);
        heldOut.ifPresent(found -> ResultText.printHeldOut(console, found));
        uncertainty.map(UncertaintyText::new).ifPresent(text -> {
            console.title("Coefficients");
            console.print(new Coefficients(problem.parameters(fitted.values()), text).table());
            ResultText.print(console, text.sentences());
            warnings.addAll(UncertaintyWarnings.of(text.uncertainty()));
        });
        warnings.forEach(console::warn);
        Map<String, Object> json = EvaluationJson.of(metrics, heldOut, uncertainty, warnings, files);
        results.write("evaluation.json", JsonText.write(json));
        console.note("");
        console.note("Figures of each trajectory in " + results.directory().resolve("evaluation.json"));
        Map<String, Object> evaluation = results.about();
        evaluation.put("evaluation", json);
        return evaluation;
    }

    /** Tells whether the training of a run came to its end. */
    private static boolean converged(Fit fit, Problem problem, RunResults results) {
        String outcome = results.metrics().map(metrics -> metrics.in("outcome").text("kind")).orElse("");
        return outcome.equals("converged")
                || (outcome.equals("finished") && Convergence.of(new Outcome.Finished(), problem.method(), fit));
    }

    private Uncertainty uncertainty(double[] values, Metrics metrics, Fit fit, Problem problem, RunResults results) {
        Uncertainty stated = problem.uncertainty(values, converged(fit, problem, results), metrics);
        return StudyRecord.isSelection(folder) ? stated.afterSelection() : stated;
    }

    /** Of a run that did not write down the means of what it was fitted to, those of the other data are the next best. */
    private TargetMeans ownMeans(Problem problem) {
        if (!problem.means().values().isEmpty()) {
            console.warn(Warning.of("means-unknown", "The run in " + folder + " did not write down the means of the data it was fitted "
                    + "to, so the constant prediction is the best one for the data evaluated."));
        }
        return problem.means();
    }

    /** Returns the setting by which the data source is told where recordings are; empty if it reads none. */
    private static Optional<String> recordings(Fit fit) {
        return SettingDescriptions.of(fit.data().source().extension()).stream().map(SettingDescription::key)
                .filter(List.of("files", "folders")::contains).findFirst();
    }

    private void requireSense(Fit fit, boolean separate) {
        if (separate && subject.isEmpty() && !files.isEmpty()) {
            throw new InvalidSpecException("Each subject of the run in " + folder + " has parameters of its own; say whose "
                    + "to use for other data by --subject NAME.");
        }
        if (!separate && !subject.isEmpty()) {
            throw new InvalidSpecException("All subjects of the run in " + folder + " were fitted together; leave out "
                    + "--subject.");
        }
        if (!files.isEmpty() && recordings(fit).isEmpty()) {
            throw new InvalidSpecException("The data source '" + fit.data().source().id() + "' of the run in " + folder
                    + " reads no files, so there is nothing that --data could replace.");
        }
    }
}

package org.deltaw.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.deltaw.storage.AtomicFile;
import org.deltaw.study.inspect.Draft;
import org.deltaw.study.inspect.Inspection;
import org.deltaw.study.inspect.InspectionJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is in data files, and writes a spec to begin with. */
@Command(name = "inspect",
        header = "Says what is in data files, and writes a spec for them.",
        descriptionHeading = "%n",
        description = {
            "Says what is in data files, whatever their format (CSV, NumPy, MATLAB, HDF5, NWB): variables with their types, shapes, "
                    + "first values and gaps.",
            "Guesses which column says what was chosen, what it brought, and whose it is. With -o it writes a spec that 'deltaw "
                    + "fit' runs, or says which line of it only you can complete."},
        footer = {"", "Examples:",
            "  deltaw inspect trials.csv",
            "  deltaw inspect mouse.nwb -o mouse.yaml      a spec to begin with",
            "  deltaw inspect 'animals/**/trials.csv'      many files of one kind",
            "  deltaw inspect recordings                   all files in a folder"})
final class InspectCommand implements Callable<Answer> {
    private final Console console;

    @Parameters(index = "0..*", arity = "1..*", paramLabel = "FILE", description = "Data files, patterns of files, or folders.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--all", description = "Show all files and groups, not only those that are taken for trials.")
    private boolean all;

    @Option(names = {"-o", "--out"}, paramLabel = "SPEC", description = "Write a spec to this file, which must not exist.")
    private @Nullable Path spec;

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Answer call() {
        Path here = Path.of("").toAbsolutePath();
        if (spec != null) {
            NewFile.require(spec);
        }
        Inspection inspection = Inspection.of(files, here);
        Path folder = spec == null ? here : Objects.requireNonNull(spec.toAbsolutePath().getParent());
        Draft draft = inspection.draft(folder);
        InspectText text = new InspectText(console, all);
        text.content(inspection);
        text.guess(inspection, draft);
        Answer answer = Answer.of("inspection", () -> InspectionJson.of(inspection, draft));
        if (spec == null) {
            console.note("");
            console.note("'deltaw inspect ... -o spec.yaml' writes a spec of this.");
            return answer;
        }
        return written(spec, draft, answer).in(folder);
    }

    private Answer written(Path file, Draft draft, Answer answer) {
        AtomicFile.write(file, draft.spec());
        console.print("");
        console.print("Wrote " + file + ".");
        for (Draft.Question question : draft.open()) {
            console.print((question.mandatory() ? "Complete line " : "Check line ") + question.line() + ": " + question.text());
        }
        if (draft.open().stream().noneMatch(Draft.Question::mandatory)) {
            console.print("'deltaw fit " + file + "' fits it.");
        }
        return answer;
    }
}

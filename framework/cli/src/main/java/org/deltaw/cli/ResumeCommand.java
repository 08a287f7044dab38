package org.deltaw.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.Session;
import org.deltaw.runtime.BundleInfo;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.RunDirectory;
import org.deltaw.spec.SpecFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Goes on with a run that was stopped or killed. */
@Command(name = "resume",
        header = "Goes on with a run that was stopped or killed.",
        descriptionHeading = "%n",
        description = {
            "Goes on with a run that was stopped by Ctrl-C, killed, or cut short by a full disk or a power failure. It "
                    + "ends with the same numbers, bit for bit, as if it had never stopped."},
        footer = {"", "Examples:", "  deltaw resume runs/fly-forgetting"})
final class ResumeCommand implements Callable<Integer> {
    private final Console console;
    private final ExtensionRegistry registry;
    private final Function<Console, StopSignal> stop;

    @Parameters(paramLabel = "DIR", description = "The directory of the run, as 'deltaw fit' named it.")
    private Path folder = Path.of("");

    ResumeCommand(Console console, ExtensionRegistry registry, Function<Console, StopSignal> stop) {
        this.console = console;
        this.registry = registry;
        this.stop = stop;
    }

    @Override
    public Integer call() throws Exception {
        RunDirectory directory = RunDirectory.open(folder);
        SpecFile spec = directory.spec(List.of());
        Fit fit = spec.fit(registry);
        if (FitRun.isDone(directory, fit)) {
            console.print("The run in " + folder + " is finished; its results are there. To train longer, start a new one "
                    + "with more training.epochs.");
            return ExitCode.DONE;
        }
        try (RunLock _ = RunLock.of(folder)) {
            List<BundleInfo> bundles = registry.bundles();
            List<String> changes = BundleRecord.changes(folder, bundles);
            if (!changes.isEmpty()) {
                console.warn("This is not the DeltaW with which the run began, so the result may differ from that of a run "
                        + "that was never stopped: " + Words.and(changes) + ".");
            }
            try (Session session = Opening.of(spec, folder, fit); StopSignal signal = stop.apply(console)) {
                return new FitRun(console, fit, session, directory, bundles, signal).train();
            }
        }
    }
}

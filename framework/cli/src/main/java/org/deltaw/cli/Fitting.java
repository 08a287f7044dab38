package org.deltaw.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.fit.Session;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecFile;
import org.deltaw.study.fit.Opening;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.record.RunFolders;
import org.deltaw.study.record.RunLock;

/**
 * Fits what a spec says, into a directory.
 *
 * @param stop makes the signal that ends the training early
 */
record Fitting(Console console, ExtensionRegistry registry, Function<Console, StopSignal> stop) {
    private static final Path RUNS = Path.of("runs");

    /**
     * Fits.
     *
     * @param path of the spec file, for messages
     * @param folder a new or empty directory; by default in runs, after the name in the spec
     * @return the exit code
     */
    int fit(SpecFile file, Path path, Fit fit, Optional<Path> folder) throws Exception {
        try (Session session = Opening.of(file, path, fit)) {
            Path target = folder.isPresent() ? RunFolders.create(folder.get()) : RunFolders.create(RUNS, fit.name());
            try (RunLock _ = RunLock.of(target); StopSignal signal = stop.apply(console)) {
                RunFolders.requireFree(target);
                List<BundleInfo> bundles = registry.bundles();
                RunDirectory directory = RunDirectory.create(target, fit, bundles);
                return new FitRun(console, fit, session, directory, bundles, signal).train();
            }
        }
    }
}

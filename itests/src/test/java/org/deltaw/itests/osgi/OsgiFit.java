package org.deltaw.itests.osgi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltaw.itests.Project;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.spec.SpecFile;

/** A small fit to the example of a fly, in the JVM of the tests. */
final class OsgiFit {
    /** What it needs besides a rule. */
    private static final List<String> MODULES = List.of("network-feedforward", "data-fly", "loss-behavior", "optimizer-gradient",
            "backend-jvm");

    private OsgiFit() {}

    /** Installs what every such fit needs. */
    static void install(Felix felix, Path folder) throws Exception {
        for (Project.Module module : Project.modules()) {
            if (MODULES.contains(module.name())) {
                felix.install(ProjectBundles.pack(module, folder));
            }
        }
    }

    /** Fits for two epochs, with settings as on the command line. */
    static FitResult run(ExtensionCatalog catalog, FitListener listener, String... settings) {
        Path spec = Project.root().resolve("distributions/standard/src/main/examples/example-fly.yaml");
        List<String> overrides = new ArrayList<>(List.of("data.resamplings=1", "training.optimizer=adam", "training.epochs=2",
                "backend.threads=1"));
        overrides.addAll(List.of(settings));
        try (OpenFit opened = OpenFit.open(SpecFile.read(spec, overrides).fit(catalog))) {
            return opened.problems().getFirst().train(Optional.empty(), listener);
        }
    }
}

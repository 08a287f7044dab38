package org.deltaw.study.recover;

import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.fit.SimulatedExperiment;
import org.deltaw.spec.Section;
import org.deltaw.spec.SpecFile;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Design;
import org.deltaw.study.fit.Opening;

/**
 * A spec that is simulated and fitted.
 *
 * @param name of the fit
 */
record RecoveredModel(String name, SpecFile file, SimulatedExperiment experiment) {
    /**
     * Finds what is to be simulated.
     *
     * @throws InvalidSpecException if its data were recorded
     */
    static RecoveredModel of(SpecFile file, ExtensionCatalog extensions) {
        Fit fit = file.fit(extensions);
        SimulatedExperiment experiment = SimulatedExperiment.of(fit).orElseThrow(() -> file.located(Section.SPEC,
                new InvalidSpecException("data.source", "The source '" + fit.data().source().id() + "' reads recordings, whose experiment "
                        + "cannot be repeated: a rule would choose otherwise than the animals did, but rewards would stay as they were "
                        + "recorded; choose a source that simulates its task, as synthetic-foraging does.")));
        return new RecoveredModel(fit.name(), file, experiment);
    }

    Design design() {
        return experiment.design();
    }

    /** Returns the fit to the experiment with another design. */
    Fit fit(Design design) {
        return Opening.located(file, () -> experiment.with(design));
    }

    /** Returns where the randomness of a replicate comes from: the same for all sizes, so that they differ in size alone. */
    Seed seed(int replicate) {
        return experiment.fit().seed().child("recovery").child(replicate);
    }
}

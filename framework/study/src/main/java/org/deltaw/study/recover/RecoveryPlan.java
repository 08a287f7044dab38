package org.deltaw.study.recover;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.fit.SimulatedExperiment;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Design;
import org.deltaw.storage.Sha256;
import org.deltaw.study.task.Task;

/**
 * All experiments that are simulated, before the first of them is.
 *
 * @param models the first is the one whose coefficients are recovered; each is simulated, and all are fitted to what it makes
 * @param sizes of experiments
 */
record RecoveryPlan(List<RecoveredModel> models, List<Design.Size> sizes, RecoveryOptions options) {
    /**
     * An experiment.
     *
     * @param simulated the index of the model that makes the data
     * @param number of the replicate, from 1 on
     */
    record Planned(Design.Size size, int simulated, int number, Task task) {}

    RecoveryPlan {
        models = List.copyOf(models);
        sizes = List.copyOf(sizes);
    }

    /**
     * Plans experiments.
     *
     * @param others fitted beside the first, and simulated, too
     * @throws InvalidSpecException if the data of a spec were recorded, or two have the same name
     */
    static RecoveryPlan of(SpecFile first, List<SpecFile> others, RecoveryOptions options, ExtensionCatalog extensions) {
        List<RecoveredModel> models = new ArrayList<>(List.of(RecoveredModel.of(first, extensions)));
        others.forEach(each -> models.add(RecoveredModel.of(each, extensions)));
        Set<String> names = new HashSet<>();
        for (RecoveredModel model : models) {
            if (!names.add(model.name())) {
                throw new InvalidSpecException(model.file().name() + " has the same name as another model, '" + model.name()
                        + "'; set another one with the key name, or leave it out.");
            }
        }
        return new RecoveryPlan(models, options.sizes(models.getFirst().design().size(), models.size() > 1), options);
    }

    /** Returns the fit of a model to an experiment. */
    Fit fit(int model, Planned planned) {
        RecoveredModel one = models.get(model);
        return one.fit(design(one).with(planned.size())).with(one.seed(planned.number()));
    }

    /** Returns the fit of the first model to an experiment of the first size of which it is told all. */
    Fit ideal(int replicate) {
        RecoveredModel one = models.getFirst();
        return one.fit(one.design().with(sizes.getFirst()).with(Design.Telling.ALL)).with(one.seed(replicate));
    }

    private Design design(RecoveredModel model) {
        return model.design().with(options.telling(model.design().telling()));
    }

    /** Returns what fits are told, as the data source of the first model understands it. */
    Design.Telling telling() {
        Fit fit = fit(0, new Planned(sizes.getFirst(), 0, 1, task(sizes.getFirst(), 0, 1, "")));
        return SimulatedExperiment.of(fit).orElseThrow().design().telling();
    }

    /** Returns a digest of all models, whatever the sizes. */
    String digest() {
        return Sha256.of(models.stream().map(model -> SpecWriter.write(model.experiment().fit())).collect(Collectors.joining("\n")));
    }

    /** Lists all experiments: by size, within it by the model that makes the data. */
    List<Planned> experiments() {
        List<Planned> all = new ArrayList<>();
        for (Design.Size size : sizes) {
            String specs = IntStream.range(0, models.size()).mapToObj(model ->
                    SpecWriter.write(models.get(model).fit(design(models.get(model)).with(size)))).collect(Collectors.joining("\n"));
            for (int simulated = 0; simulated < models.size(); simulated++) {
                for (int number = 1; number <= options.replicates(); number++) {
                    all.add(new Planned(size, simulated, number, task(size, simulated, number, specs)));
                }
            }
        }
        return all;
    }

    private Task task(Design.Size size, int simulated, int number, String specs) {
        String identity = Sha256.of(simulated + " " + number + "\n" + specs).substring(0, 32);
        String made = (models.size() == 1 ? "" : models.get(simulated).name() + ", ") + size.trials() + " trials, " + size.subjects()
                + (size.subjects() == 1 ? " subject" : " subjects");
        return new Task(made + ", replicate " + number, "replicates/" + identity + ".json", identity);
    }

    /** Returns how many threads its fits may use together; 0 for one per processor. */
    int threads() {
        return models.getFirst().experiment().fit().backend().settings().threads();
    }
}

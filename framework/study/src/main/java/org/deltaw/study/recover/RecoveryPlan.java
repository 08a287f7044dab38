package org.deltaw.study.recover;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.model.FittedValues;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Design;
import org.deltaw.storage.Sha256;
import org.deltaw.study.report.Numbers;
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
     * @throws InvalidSpecException if the task behind the data of a spec is not known, or two have the same name
     */
    static RecoveryPlan of(
            RecoveryOrigin first, List<RecoveryOrigin> others, RecoveryOptions options, ExtensionCatalog extensions) {
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

    /** Returns the same plan with models of which is known what was fitted. */
    RecoveryPlan with(List<RecoveredModel> fitted) {
        return new RecoveryPlan(fitted, sizes, options);
    }

    /** Returns the design of an experiment. */
    Design design(Planned planned) {
        return design(planned.size(), models.get(planned.simulated()));
    }

    private Design design(Design.Size size, RecoveredModel model) {
        return model.experiment().told(new Design(size, options.telling(model.design().telling())));
    }

    /** Returns what fits are told. */
    Design.Telling telling() {
        return design(sizes.getFirst(), models.getFirst()).telling();
    }

    /** Returns a digest of all models, whatever the sizes. */
    String digest() {
        return Sha256.of(models.stream().map(model -> SpecWriter.write(model.experiment().fit())
                + model.run().map(path -> path.toAbsolutePath().normalize().toString()).orElse("")).collect(Collectors.joining("\n")));
    }

    /** Returns how many experiments there are. */
    int count() {
        return sizes.size() * models.size() * options.replicates();
    }

    /** Lists all experiments: by size, within it by the model that makes the data. */
    List<Planned> experiments() {
        String what = models.stream().map(model -> SpecWriter.write(model.experiment().fit())
                + model.experiment().fitted().map(FittedValues::toString).orElse("")).collect(Collectors.joining("\n"));
        List<Planned> all = new ArrayList<>();
        for (Design.Size size : sizes) {
            for (int simulated = 0; simulated < models.size(); simulated++) {
                for (int number = 1; number <= options.replicates(); number++) {
                    all.add(new Planned(size, simulated, number, task(size, simulated, number, what)));
                }
            }
        }
        return all;
    }

    private Task task(Design.Size size, int simulated, int number, String what) {
        Design.Telling telling = design(size, models.get(simulated)).telling();
        String identity = Sha256.of(simulated + " " + number + " " + size + " " + telling.known().stream().sorted().toList() + " "
                + telling.resamplings() + "\n" + what).substring(0, 32);
        String made = (models.size() == 1 ? "" : models.get(simulated).name() + ", ") + name(size);
        return new Task(made + ", replicate " + number, "replicates/" + identity + ".json", identity);
    }

    /** Names a size: {@code 80 trials, 1 subject}. */
    static String name(Design.Size size) {
        return Numbers.count(size.trials(), "trial") + ", " + Numbers.count(size.subjects(), "subject");
    }

    /** Returns how many threads its fits may use together; 0 for one per processor. */
    int threads() {
        return models.getFirst().experiment().fit().backend().settings().threads();
    }
}

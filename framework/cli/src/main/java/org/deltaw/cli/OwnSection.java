package org.deltaw.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.deltaw.kernel.OptimizerChoice;
import org.deltaw.kernel.PosteriorSettings;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.spec.settings.HierarchySettings;
import org.deltaw.spec.settings.PriorSettings;
import org.deltaw.spec.settings.SettingDescription;
import org.deltaw.spec.settings.SettingDescriptions;

/** A section of a spec whose settings are DeltaW's own, with no extension to choose. */
enum OwnSection {
    /** How the loss is minimised. */
    TRAINING("how the loss is minimised", TrainingSettings.class,
            "training: {optimizer: {name: adam, learning-rate: 0.01}, epochs: 500, patience: 20}"),
    /** What is believed of parameters. */
    PRIORS("what is believed of fitted parameters before the data: one distribution for each, under the parameter's name",
            PriorSettings.class, "priors: {w: {normal: [0, 1]}, lapse: {beta: [1, 9]}, scale: {half-normal: 5}}"),
    /** How they differ. */
    HIERARCHY("how parameters differ between subjects and sessions; priors are as in 'deltaw describe priors'", HierarchySettings.class,
            "hierarchy: {levels: [subject, session], parameters: [w, x*r], spread: {half-normal: 1}}"),
    /** How draws are made. */
    POSTERIOR("how draws from the posterior are made", PosteriorSettings.class,
            "posterior: {sampler: nuts, chains: 8, draws: 2000, target-acceptance: 0.95}");

    private static final SettingDescription OPTIMIZER = new SettingDescription("optimizer", "a name, or a map", "", false,
            OptimizerChoice.AUTOMATIC, "by what the loss is minimised: the name of an optimizer, or a map with its name and its "
            + "settings; automatic: " + OptimizerChoice.FOR_COEFFICIENTS + " for a rule with named coefficients, "
            + OptimizerChoice.FOR_WEIGHTS + " for others");

    private final String purpose;
    private final Class<? extends Record> type;
    private final String example;

    OwnSection(String purpose, Class<? extends Record> type, String example) {
        this.purpose = purpose;
        this.type = type;
        this.example = example;
    }

    /** Finds the section of that name. */
    static Optional<OwnSection> called(String name) {
        return Arrays.stream(values()).filter(section -> section.key().equals(name)).findFirst();
    }

    /** Lists the names of all. */
    static Stream<String> names() {
        return Arrays.stream(values()).map(OwnSection::key);
    }

    private String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Says what it is for. */
    String purpose() {
        return purpose;
    }

    /** Shows one. */
    String example() {
        return example;
    }

    /** Describes what may stand in it; what priors may be is told once. */
    List<SettingDescription> settings() {
        List<SettingDescription> settings = new ArrayList<>(this == TRAINING ? List.of(OPTIMIZER) : List.of());
        SettingDescriptions.of(type).stream().filter(setting -> this != HIERARCHY || setting.key().indexOf('.') < 0)
                .map(setting -> this == HIERARCHY ? shortened(setting) : setting).forEach(settings::add);
        return settings;
    }

    private static SettingDescription shortened(SettingDescription setting) {
        String type = setting.type().startsWith("a map with") ? "a prior"
                : setting.type().startsWith("a map from") ? "a map from names to priors" : setting.type();
        return new SettingDescription(setting.key(), type, setting.range(), setting.required(), setting.byDefault(), setting.description());
    }
}

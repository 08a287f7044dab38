package org.deltaw.spec;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.OptimizerChoice;
import org.deltaw.spec.settings.HierarchySettings;
import org.deltaw.spec.settings.LossSettings;
import org.deltaw.spec.settings.PriorSettings;
import org.deltaw.spec.settings.RuleSettings;
import org.deltaw.spec.settings.SectionKind;
import org.deltaw.spec.settings.SettingsTree;
import org.deltaw.spec.text.SpecNode;
import org.deltaw.spec.text.YamlWriter;
import org.deltaw.spi.Configured;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.rule.KnownRule;

/**
 * Writes specs with every setting in them, those that have their default too, so that a run can be
 * repeated when defaults have changed. Reading what was written gives an equal fit.
 */
public final class SpecWriter {
    private SpecWriter() {}

    /** Writes a fit as YAML, to be read from anywhere. */
    public static String write(Fit fit) {
        return write(fit, true);
    }

    /** Writes a fit as YAML without its directory: relative paths then start where the file lies. */
    public static String writeMovable(Fit fit) {
        return write(fit, false);
    }

    /** Writes a rule with known parameters on one line, as the value of a setting. */
    public static String write(KnownRule rule) {
        return YamlWriter.flow(SettingsTree.value(rule));
    }

    /**
     * Writes a change of a spec, as commands and {@link SpecFile#read} take it, whatever characters the texts in it hold.
     *
     * @param key as in {@code data.files}
     * @param value texts, numbers and flags, and lists and maps of them
     */
    public static String change(String key, Object value) {
        return key + "=" + YamlWriter.flow(SettingsTree.value(value));
    }

    /**
     * Writes a section of a spec, for people to put into one.
     *
     * @param name as in {@code data}
     * @param settings as {@link #change} takes them
     */
    public static String section(String name, SequencedMap<String, ?> settings) {
        SequencedMap<String, SpecNode> section = new LinkedHashMap<>();
        section.put(name, SettingsTree.value(settings));
        return YamlWriter.write((SpecNode.Entries) SettingsTree.map(section));
    }

    private static String write(Fit fit, boolean directory) {
        SequencedMap<String, SpecNode> spec = new LinkedHashMap<>();
        spec.put("name", SettingsTree.value(fit.name()));
        spec.put("seed", SettingsTree.value(fit.seed().value()));
        if (directory) {
            spec.put("directory", SettingsTree.value(fit.directory().toString()));
        }
        spec.put("data", SettingsTree.section(SectionKind.DATA, fit.data().source(), fit.data().settings()));
        spec.put("network", SettingsTree.section(SectionKind.NETWORK, fit.network().architecture(), fit.network().parameters()));
        addRules(spec, fit);
        spec.put("loss", SettingsTree.list(fit.losses().stream()
                .map(loss -> SettingsTree.section(SectionKind.LOSS, loss.function(), LossSettings.of(loss)))
                .toList()));
        spec.putAll(((SpecNode.Entries) SettingsTree.value(fit.likelihood())).entries());
        spec.put(PriorsReader.SECTION, PriorSettings.written(fit.priors()));
        fit.posterior().hierarchy().ifPresent(hierarchy -> spec.put(FitReader.HIERARCHY, HierarchySettings.written(hierarchy)));
        spec.put(FitReader.POSTERIOR, SettingsTree.value(fit.posterior().settings()));
        spec.put("backend", SettingsTree.section(SectionKind.BACKEND, fit.backend().backend(), fit.backend().settings()));
        spec.put(TrainingReader.SECTION, training(fit));
        return YamlWriter.write((SpecNode.Entries) SettingsTree.map(spec));
    }

    private static SpecNode training(Fit fit) {
        SequencedMap<String, SpecNode> training = new LinkedHashMap<>();
        training.put(TrainingReader.OPTIMIZER, switch (fit.optimizer()) {
            case OptimizerChoice.Automatic _ -> SettingsTree.value(OptimizerChoice.AUTOMATIC);
            case OptimizerChoice.Named(Configured<Optimizer<?>> optimizer) ->
                    SettingsTree.section(SectionKind.OPTIMIZER, optimizer);
        });
        training.putAll(((SpecNode.Entries) SettingsTree.value(fit.training())).entries());
        return SettingsTree.map(training);
    }

    private static void addRules(SequencedMap<String, SpecNode> spec, Fit fit) {
        SequencedMap<String, SpecNode> groups = new LinkedHashMap<>();
        for (Fit.RuleChoice rule : fit.rules()) {
            groups.put(rule.group(), SettingsTree.section(SectionKind.RULE, rule.family(), RuleSettings.of(rule)));
        }
        if (groups.size() == 1 && groups.containsKey("")) {
            spec.put("rule", groups.get(""));
        } else {
            spec.put("rules", SettingsTree.map(groups));
        }
    }
}

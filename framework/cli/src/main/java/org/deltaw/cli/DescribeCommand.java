package org.deltaw.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.runtime.discover.Installed;
import org.deltaw.runtime.manage.Extensions;
import org.deltaw.spec.settings.SettingDescription;
import org.deltaw.spec.settings.SettingDescriptions;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.Extension;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Nearest;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.study.report.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains one extension, or the settings that DeltaW itself has. */
@Command(name = "describe",
        header = "Explains a rule, network, data source, loss, optimizer or backend.",
        descriptionHeading = "%n",
        description = {
            "Explains a rule, network, data source, loss, optimizer or backend: what it is for, its settings and their defaults, its "
                    + "parameters and its sources.",
            "'deltaw plugins' lists the names; 'fit', 'training', 'priors', 'hierarchy' and 'posterior' are DeltaW's own "
                    + "settings."},
        footer = {"", "Examples:", "  deltaw describe taylor", "  deltaw describe training"})
final class DescribeCommand implements Callable<Answer> {
    private static final String FIT = "fit";
    /** Longer defaults would leave no room for the descriptions beside them. */
    private static final int WIDEST_DEFAULT = 24;

    private final Console console;
    private final ExtensionRegistry registry;

    @Parameters(paramLabel = "NAME",
            description = "A name from 'deltaw plugins', or 'fit', 'training', 'priors', 'hierarchy' or 'posterior'.")
    private String name = "";

    DescribeCommand(Console console, ExtensionRegistry registry) {
        this.console = console;
        this.registry = registry;
    }

    @Override
    public Answer call() {
        if (name.equals(FIT)) {
            console.print(SpecGuide.TEXT);
            return Answer.of("description", Map.of("text", SpecGuide.TEXT));
        }
        Optional<OwnSection> own = OwnSection.called(name);
        if (own.isPresent()) {
            console.print(name + " - " + own.get().purpose());
            settings("section " + name + " of a spec", own.get().settings(), "", "");
            example(own.get().example());
            return Answer.of("description", Map.of("settings", json(own.get().settings())));
        }
        return Answer.of("description", Map.of("extensions", found().stream().map(this::describe).toList()));
    }

    private List<Installed> found() {
        List<Installed> installed = registry.installed();
        List<Installed> found = installed.stream()
                .filter(each -> each.id().map(ExtensionId::name).filter(name::equals).isPresent())
                .toList();
        if (found.isEmpty()) {
            List<String> names = Stream.concat(
                    installed.stream().flatMap(each -> each.id().stream()).map(ExtensionId::name).distinct(),
                    Stream.concat(Stream.of(FIT), OwnSection.names())).toList();
            throw new InvalidSpecException("Nothing is called '" + name + "'"
                    + Nearest.to(name, names).map(near -> "; did you mean '" + near + "'?").orElse(".")
                    + " There are " + Words.and(names) + ".");
        }
        return found;
    }

    /** Explains an extension, and returns the same for programs. */
    private Map<String, Object> describe(Installed each) {
        Map<String, Object> json = InstalledJson.of(each);
        SpecSection place = SpecSection.of(each.kind().orElseThrow());
        console.print(name + " - " + each.kind().orElseThrow() + ", from " + each.jar()
                + (each.jar().version().isEmpty() ? "" : " " + each.jar().version()));
        if (!each.description().isEmpty()) {
            console.print("  " + Words.capital(each.description()) + ".");
        }
        switch (each.state()) {
            case Installed.State.Broken(String reason) -> console.print("  It cannot be used: " + reason);
            case Installed.State.Unavailable(String reason) -> {
                console.print("  It cannot run here: " + reason);
                describe(extension(each), place, json);
            }
            case Installed.State.Ready() -> describe(extension(each), place, json);
        }
        return json;
    }

    private Extension<?> extension(Installed each) {
        return Extensions.all(registry, each.kind().orElseThrow()).stream()
                .filter(extension -> extension.id().equals(each.id().orElseThrow()))
                .findFirst()
                .orElseThrow(() -> new InvalidSpecException("'" + name + "' has just been removed; try again."));
    }

    private void describe(Extension<?> extension, SpecSection place, Map<String, Object> json) {
        List<SettingDescription> settings = SettingDescriptions.of(extension);
        json.put("section", place.section());
        json.put("settings", json(settings));
        settings("section " + place.section() + " of a spec", settings, place.chooser(), extension.id().name());
        if (extension instanceof RuleFamily<?> family) {
            Extensions.parametersByDefault(family).ifPresent(names -> {
                json.put("parameters", names);
                parameters(names);
            });
        }
        List<String> sources = extension.sources().stream().map(Object::toString).toList();
        json.put("sources", sources);
        if (!sources.isEmpty()) {
            console.title("Sources");
            sources.forEach(source -> TextTable.wrapped(source, 100).forEach(line -> console.print("  " + line)));
        }
        List<String> required = new ArrayList<>(List.of(place.chooser() + ": " + extension.id()));
        settings.stream().filter(SettingDescription::required).filter(setting -> !setting.key().contains("*"))
                .forEach(setting -> required.add(setting.key() + ": "
                        + (setting.type().startsWith("a list") ? "[...]" : "...")));
        String example = place.example(String.join(", ", required));
        json.put("example", example);
        example(example);
    }

    private static List<Map<String, Object>> json(List<SettingDescription> settings) {
        return settings.stream().map(setting -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("key", setting.key());
            json.put("type", setting.type());
            json.put("range", setting.range());
            json.put("required", setting.required());
            json.put("default", setting.byDefault());
            json.put("description", setting.description());
            return json;
        }).toList();
    }

    private void settings(String where, List<SettingDescription> settings, String chooser, String chosen) {
        console.title("Settings (" + where + ")");
        TextTable table = new TextTable("key", "type", "default", "");
        if (!chooser.isEmpty()) {
            table.row(chooser, "the name", chosen, "chooses this extension");
        }
        for (SettingDescription setting : settings) {
            String limits = setting.range().isEmpty() ? "" : " (" + setting.range() + ")";
            boolean wide = setting.byDefault().length() > WIDEST_DEFAULT;
            String byDefault = setting.required() ? "must be set" : setting.byDefault().isEmpty() ? "-"
                    : wide ? "(see right)" : setting.byDefault();
            table.row(setting.key(), setting.type(), byDefault, setting.description() + limits
                    + (wide ? "; by default " + setting.byDefault() : ""));
        }
        console.print(table.toString());
    }

    private void parameters(List<String> names) {
        console.title("Parameters with default settings (" + names.size() + ")");
        TextTable.wrapped(String.join(", ", names), 100).forEach(line -> console.print("  " + line));
    }

    private void example(String snippet) {
        console.title("Example");
        console.print("  " + snippet);
    }
}

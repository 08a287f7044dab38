package org.deltaw.cli;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.runtime.discover.Installed;
import org.deltaw.runtime.manage.PluginCheck;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.spi.backend.Device;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.TextTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what is installed, and what is wrong with what does not work. */
@Command(name = "plugins",
        header = "Lists what is installed, and what is broken and why.",
        descriptionHeading = "%n",
        description = {
            "Lists the rules, networks, data sources, losses, optimizers and backends that are installed, and the jars they come "
                    + "from. Of those that do not work it says why.",
            "With --check it also tries whether each can be described, and has rules, networks and losses whose settings all "
                    + "have a default build their formulas once, and lists the devices of backends, which may load native code; the exit "
                    + "code is 2 if something is broken."},
        footer = {"", "Examples:", "  deltaw plugins", "  deltaw plugins --check my-rule",
            "  deltaw plugins --json | jq '.result.plugins[] | select(.state != \"ready\")'"})
final class PluginsCommand implements Callable<Answer> {
    private static final int WIDTH = 90;

    private final Console console;
    private final ExtensionRegistry registry;
    private final PluginCheck checks;
    /** Asked once: a backend may load native code to know. */
    private final Map<Installed, List<String>> devices = new IdentityHashMap<>();

    @Option(names = "--check", description = "Look deeper, and end with exit code 2 if something is broken.")
    private boolean check;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "List only what has this name, or is in this jar.")
    private @Nullable String name;

    PluginsCommand(Console console, ExtensionRegistry registry) {
        this.console = console;
        this.registry = registry;
        this.checks = new PluginCheck(registry);
    }

    @Override
    public Answer call() {
        List<Installed> installed = wanted();
        if (installed.isEmpty()) {
            console.print("No plugin is installed. Put the jars of plugins into plugins/ and try again.");
        } else {
            list(installed);
        }
        return Answer.of("plugins", () -> Map.of("plugins", installed.stream().map(this::json).toList()))
                .ending(check ? verdict(installed) : ExitCode.DONE);
    }

    private List<Installed> wanted() {
        List<Installed> installed = named(registry.installed());
        return check ? installed.stream().map(checks::of).toList() : installed;
    }

    private List<Installed> named(List<Installed> installed) {
        String only = name;
        if (only == null) {
            return installed;
        }
        List<Installed> named = installed.stream().filter(each -> PluginCheck.isCalled(each, only)).toList();
        if (named.isEmpty()) {
            throw new InvalidSpecException("Nothing that is installed is called '" + only + "'; 'deltaw plugins' lists what is.");
        }
        return named;
    }

    private int verdict(List<Installed> installed) {
        long broken = installed.stream().filter(each -> each.state() instanceof Installed.State.Broken).count();
        if (broken > 0) {
            console.warn(Warning.of("broken-plugins", broken + " of " + Numbers.count(installed.size(), "plugin")
                    + (broken == 1 ? " is" : " are") + " broken; see the list."));
            return ExitCode.INPUT;
        }
        console.print("");
        console.print("Checked " + Numbers.count(installed.size(), "plugin") + ": nothing is broken.");
        return ExitCode.DONE;
    }

    private void list(List<Installed> installed) {
        Map<String, List<Installed>> kinds = new LinkedHashMap<>();
        installed.forEach(each -> kinds.computeIfAbsent(InstalledJson.kind(each), _ -> new ArrayList<>()).add(each));
        kinds.forEach((kind, all) -> {
            console.title(kind.equals(InstalledJson.UNKNOWN) ? "Jars that cannot be used"
                    : Words.capital(all.size() > 1 ? Numbers.plural(kind) : kind));
            all.forEach(this::line);
        });
    }

    private void line(Installed each) {
        console.print("  " + (InstalledJson.name(each).equals(InstalledJson.UNKNOWN) ? "" : InstalledJson.name(each) + "  ")
                + (each.state() instanceof Installed.State.Ready ? "" : InstalledJson.state(each).toUpperCase(Locale.ROOT) + "  ")
                + "(" + each.jar().file() + (each.jar().version().isEmpty() ? "" : ", version " + each.jar().version())
                + ")");
        for (String text : List.of(each.description(), InstalledJson.reason(each))) {
            if (!text.isEmpty()) {
                TextTable.wrapped(text, WIDTH).forEach(line -> console.print("      " + line));
            }
        }
        devices(each).forEach(device -> console.print("      on " + device));
    }

    /** Returns what programs read. */
    private Map<String, Object> json(Installed each) {
        Map<String, Object> json = InstalledJson.of(each);
        if (check) {
            json.put("devices", devices(each));
        }
        return json;
    }

    private List<String> devices(Installed each) {
        return check ? devices.computeIfAbsent(each, asked -> checks.devices(asked).stream().map(PluginsCommand::device).toList())
                : List.of();
    }

    private static String device(Device device) {
        return device.name() + (device.memory().isEmpty() ? "" : ", " + Numbers.count(device.memory().getAsLong() >> 20) + " MB");
    }
}

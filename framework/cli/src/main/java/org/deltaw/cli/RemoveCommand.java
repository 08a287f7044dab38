package org.deltaw.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.runtime.Installation;
import org.deltaw.runtime.discover.Installed;
import org.deltaw.runtime.manage.PluginCheck;
import org.deltaw.runtime.manage.PluginFolders;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Nearest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a plugin out of the installation. */
@Command(name = "remove",
        header = "Removes a plugin.",
        descriptionHeading = "%n",
        description = "Deletes the jar of a plugin, with all that it brings. What another plugin needs stays.",
        footer = {"", "Examples:", "  deltaw remove my-rule", "  deltaw remove my-rule-1.0.0.jar"})
final class RemoveCommand implements Callable<Answer> {
    private final Console console;
    private final ExtensionRegistry registry;
    private final Optional<Installation> installation;

    @Parameters(paramLabel = "NAME", description = "A name from 'deltaw plugins', or the name of a jar.")
    private String name = "";

    RemoveCommand(Console console, ExtensionRegistry registry, Optional<Installation> installation) {
        this.console = console;
        this.registry = registry;
        this.installation = installation;
    }

    @Override
    public Answer call() {
        Installation home = InstallCommand.required(installation);
        List<Path> jars = home.plugins().stream().filter(this::isMeant).toList();
        if (jars.isEmpty()) {
            throw unknown(home);
        }
        if (jars.size() > 1) {
            throw new InvalidSpecException("'" + name + "' is in " + Words.and(jars.stream().map(Path::toString).toList())
                    + "; name the jar that should go.");
        }
        Path jar = jars.getFirst();
        List<String> brought = registry.installed().stream()
                .filter(each -> each.jar().path().equals(jar.toString()) && each.id().isPresent())
                .map(each -> each.kind().orElseThrow() + " " + each.id().orElseThrow()).toList();
        new PluginFolders(home).remove(jar);
        console.print("Removed " + jar + (brought.isEmpty() ? "" : ", and with it the " + Words.and(brought)) + ".");
        return Answer.of("removal", Map.of("jar", jar.toString(), "extensions", brought));
    }

    private boolean isMeant(Path jar) {
        return jar.getFileName().toString().equals(name) || jar.equals(Path.of(name).toAbsolutePath().normalize())
                || registry.installed().stream().anyMatch(each ->
                        each.jar().path().equals(jar.toString()) && PluginCheck.isCalled(each, name));
    }

    private InvalidSpecException unknown(Installation home) {
        if (home.bundles().stream().anyMatch(jar -> jar.getFileName().toString().equals(name))) {
            return new InvalidSpecException(name + " is a part of DeltaW itself and no plugin, so it stays.");
        }
        List<String> known = Stream.concat(
                registry.installed().stream().map(Installed::id).flatMap(Optional::stream).map(Object::toString),
                home.plugins().stream().map(jar -> jar.getFileName().toString())).distinct().toList();
        return new InvalidSpecException("No plugin is called '" + name + "'"
                + Nearest.to(name, known).map(near -> "; did you mean '" + near + "'?").orElse(".")
                + " 'deltaw plugins' lists what is there.");
    }
}

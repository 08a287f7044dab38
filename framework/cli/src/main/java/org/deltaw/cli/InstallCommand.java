package org.deltaw.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.deltaw.runtime.Installation;
import org.deltaw.runtime.manage.MavenJar;
import org.deltaw.runtime.manage.PluginFolders;
import org.deltaw.runtime.manage.Probe;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.IoReason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts a plugin into the installation. */
@Command(name = "install",
        header = "Installs a plugin from a jar.",
        descriptionHeading = "%n",
        description = {
            "Copies a plugin's jar into plugins/, or into the first folder of DELTAW_PLUGINS if that may not be written, and "
                    + "sees whether it works there; if not, everything is as it was. Another version of the same plugin is replaced.",
            "maven:GROUP:ARTIFACT:VERSION names a jar in ~/.m2/repository, or in Maven Central."},
        footer = {"", "Examples:", "  deltaw install target/my-rule.jar", "  deltaw install maven:org.lab:my-rule:1.0.0"})
final class InstallCommand implements Callable<Answer> {
    private final Console console;
    private final Optional<Installation> installation;

    @Parameters(paramLabel = "JAR", description = "A file, or maven:GROUP:ARTIFACT:VERSION.")
    private String jar = "";

    InstallCommand(Console console, Optional<Installation> installation) {
        this.console = console;
        this.installation = installation;
    }

    @Override
    public Answer call() {
        PluginFolders folders = new PluginFolders(required(installation));
        PluginFolders.Added added = jar.startsWith(MavenJar.PREFIX) ? fromMaven(folders) : fromFile(folders);
        String what = added.replaced().isEmpty() ? "Installed " : "Replaced " + added.replaced().get().getFileName() + " by ";
        console.print(what + added.jar() + ".");
        if (added.extensions().isEmpty()) {
            console.print("It brings no rule, network, data source, loss, optimizer or backend, but may be a library for others that do.");
        }
        added.extensions().forEach(each -> console.print("It brings the " + each + "."));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("jar", added.jar().toString());
        result.put("replaced", added.replaced().map(Path::toString));
        result.put("extensions", added.extensions().stream().map(Probe.Finding::json).toList());
        return Answer.of("installation", result);
    }

    private PluginFolders.Added fromFile(PluginFolders folders) {
        Path file = Path.of(jar);
        if (!Files.isRegularFile(file)) {
            throw new InvalidSpecException(jar + " is no file; name the jar of a plugin, as in target/my-rule.jar.");
        }
        String name = file.getFileName().toString();
        return folders.add(file, name.endsWith(".jar") ? name : name + ".jar");
    }

    private PluginFolders.Added fromMaven(PluginFolders folders) {
        MavenJar maven = MavenJar.of(jar);
        try {
            Path folder = Files.createTempDirectory("deltaw");
            Path fetched = folder.resolve(maven.fileName());
            try {
                maven.fetch(fetched);
                return folders.add(fetched, maven.fileName());
            } catch (InvalidSpecException refused) {
                // Nobody knows the file by the name that it has here.
                throw new InvalidSpecException(Objects.requireNonNull(refused.getMessage()).replace(fetched.toString(), jar));
            } finally {
                Files.deleteIfExists(fetched);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary file could be made: " + IoReason.of(e), e);
        }
    }

    /** Returns the installation, or says that there is none. */
    static Installation required(Optional<Installation> installation) {
        return installation.orElseThrow(() -> new InvalidSpecException("DeltaW runs on a class path here, where there is no folder "
                + "for plugins; use bin/deltaw of a distribution, or change the class path."));
    }
}

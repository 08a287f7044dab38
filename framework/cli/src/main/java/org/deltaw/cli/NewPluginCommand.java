package org.deltaw.cli;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.lang.model.SourceVersion;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.runtime.Installation;
import org.deltaw.runtime.discover.Installed;
import org.deltaw.runtime.manage.PluginKind;
import org.deltaw.runtime.manage.PluginProject;
import org.deltaw.runtime.manage.RequiredJava;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Nearest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a project to begin a plugin with. */
@Command(name = "new-plugin",
        header = "Writes a project with a plugin that works, to begin your own with.",
        descriptionHeading = "%n",
        description = {
            "Writes a small Maven project into a new folder: one class with a working rule, network, data source, loss, "
                    + "optimizer or backend, its test, and a README that says how to build, install and try it.",
            "The project needs Maven and the JDK that its README names, and nothing of DeltaW but this installation."},
        footer = {"", "Examples:", "  deltaw new-plugin rule my-rule", "  deltaw new-plugin data my-flies --package org.lab.flies"})
final class NewPluginCommand implements Callable<Answer> {
    private static final String PARENT_PACKAGE = "org.example.";

    private final Console console;
    private final ExtensionRegistry registry;
    private final Optional<Installation> installation;

    @Parameters(index = "0", paramLabel = "KIND", description = "What it is: rule, network, data, loss, optimizer or backend.")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "NAME",
            description = "Its name in specs: lower-case words of letters and digits joined by '-'.")
    private String name = "";

    @Option(names = "--package", paramLabel = "PACKAGE",
            description = "The Java package of its class. Default: org.example and the name.")
    private @Nullable String packageName;

    @Option(names = "--dir", paramLabel = "FOLDER", description = "The folder to write; must not exist. Default: the name.")
    private @Nullable Path folder;

    @Option(names = "--repository", paramLabel = "URL",
            description = "Where Maven finds deltaw-spi and deltaw-testkit. Default: in this installation.")
    private @Nullable String repository;

    NewPluginCommand(Console console, ExtensionRegistry registry, Optional<Installation> installation) {
        this.console = console;
        this.registry = registry;
        this.installation = installation;
    }

    @Override
    public Answer call() {
        PluginProject project = new PluginProject(kind(), name(), packageName(), repository(), examples());
        Path target = folder == null ? Path.of(name) : folder;
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new InvalidSpecException(target + " exists already; name a folder that does not with --dir.");
        }
        project.write(target);
        console.print("Wrote a " + project.kind().words() + " to " + target + ": see " + target.resolve(project.source()) + ".");
        console.print("Build it with 'mvn package' there; its README.md says how to install and try it.");
        return Answer.of("plugin-project", Map.of("kind", kind, "name", name, "source", target.resolve(project.source()).toString()))
                .in(target);
    }

    private PluginKind kind() {
        List<String> names = Arrays.stream(PluginKind.values()).map(PluginKind::toString).toList();
        return Arrays.stream(PluginKind.values()).filter(each -> each.toString().equals(kind)).findFirst()
                .orElseThrow(() -> new InvalidSpecException("There is no kind of plugin '" + kind + "'"
                        + Nearest.to(kind, names).map(near -> "; did you mean '" + near + "'?").orElse(".")
                        + " There are " + Words.and(names) + "."));
    }

    private String name() {
        ExtensionId id;
        try {
            id = new ExtensionId(name);
        } catch (IllegalArgumentException bad) {
            throw new InvalidSpecException(Objects.requireNonNull(bad.getMessage()));
        }
        PluginKind wanted = kind();
        Optional<Installed> taken = registry.installed().stream()
                .filter(each -> each.kind().equals(Optional.of(wanted.kind())) && each.id().equals(Optional.of(id)))
                .findFirst();
        if (taken.isPresent()) {
            throw new InvalidSpecException("There is a " + wanted.words() + " '" + name + "' already, in " + taken.get().jar()
                    + ", and of two with one name neither can be used; choose another name.");
        }
        return name;
    }

    private String packageName() {
        String wanted = packageName == null ? PARENT_PACKAGE + name.replace("-", "") : packageName;
        if (!SourceVersion.isName(wanted, SourceVersion.valueOf("RELEASE_" + RequiredJava.release()))) {
            throw new InvalidSpecException("'" + wanted + "' is no name for a Java package; name one with --package, as in "
                    + "--package org.lab.plasticity.");
        }
        return wanted;
    }

    private String repository() {
        if (repository != null) {
            return repository;
        }
        return installation.map(Installation::repository).filter(Files::isDirectory)
                .map(each -> each.toUri().toString().replaceFirst("/$", ""))
                .orElseThrow(() -> new InvalidSpecException("This DeltaW has no folder 'repository' with what plugins are built "
                        + "against; use the one of the standard distribution, or name a Maven repository with --repository."));
    }

    private String examples() {
        return installation.map(each -> each.home().resolve("examples")).filter(Files::isDirectory)
                .map(Path::toString).orElse("examples");
    }
}

package org.deltaw.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.runtime.Installation;
import org.deltaw.runtime.bundle.BundleFile;
import org.deltaw.runtime.manage.Assembly;
import org.deltaw.runtime.manage.PluginChoice;
import org.deltaw.runtime.manage.Probe;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.study.report.Numbers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a distribution of some plugins. */
@Command(name = "assemble",
        header = "Makes a DeltaW of your own, with the plugins you name.",
        descriptionHeading = "%n",
        description = {
            "Writes a zip with DeltaW, the plugins you name, what these need and nothing else. It is started once to see whether all "
                    + "of it works.",
            "Whoever unpacks the zip needs Java, in the version that its README names, and nothing else; 'new-plugin' works there, too.",
            "A plugin is named as in a spec (taylor), as its jar (rule-taylor), or as a file (./my-rule.jar)."},
        footer = {"", "Examples:",
            "  deltaw assemble --plugin taylor --plugin feedforward --plugin fly \\",
            "      --plugin choice-cross-entropy --plugin gauss-newton --plugin adam --plugin jvm \\",
            "      --plugin ./my-rule.jar -o lab.zip"})
final class AssembleCommand implements Callable<Answer> {
    private static final int KILO = 1_000;

    private final Console console;
    private final ExtensionRegistry registry;
    private final Optional<Installation> installation;

    @Option(names = "--plugin", required = true, paramLabel = "PLUGIN", description = "A name, a jar's name, or a file; repeatable.")
    private List<String> plugins = new ArrayList<>();

    @Option(names = {"-o", "--out"}, required = true, paramLabel = "ZIP", description = "The file to write; must not exist.")
    private Path out = Path.of("");

    AssembleCommand(Console console, ExtensionRegistry registry, Optional<Installation> installation) {
        this.console = console;
        this.registry = registry;
        this.installation = installation;
    }

    @Override
    public Answer call() {
        Installation home = InstallCommand.required(installation);
        if (!out.toString().endsWith(".zip")) {
            throw new InvalidSpecException("The result is a zip file; name one with -o, as in -o lab.zip, not " + out + ".");
        }
        if (Files.exists(out)) {
            throw new InvalidSpecException(out + " exists already; name another file.");
        }
        PluginChoice choice = new PluginChoice(home, registry.installed());
        List<BundleFile> chosen = choice.withWhatIsNeeded(plugins.stream().map(choice::of).toList());
        Assembly.Result result = new Assembly(home, registry).write(chosen, out);
        console.print("Wrote " + out + ", " + megabytes(result.bytes()) + " MB: DeltaW with "
                + Words.and(result.extensions().stream().map(Object::toString).toList()) + ".");
        console.print(result.examples().isEmpty() ? "None of the examples can be run with these plugins alone."
                : "Examples: " + Words.and(result.examples()) + ".");
        console.print("It was started once, and all plugins work.");
        return Answer.of("distribution", Map.of("zip", out.toAbsolutePath().normalize().toString(), "bytes", result.bytes(),
                "extensions", result.extensions().stream().map(Probe.Finding::json).toList(), "examples", result.examples()));
    }

    private static String megabytes(long bytes) {
        return Numbers.significant((double) bytes / KILO / KILO, 3);
    }
}

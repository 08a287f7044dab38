package org.deltaw.itests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what bnd has written into manifests. */
public final class Manifests {
    private static final Pattern CLAUSE = Pattern.compile("(?:[^,\"]|\"[^\"]*\")+");
    private static final Pattern PROVIDER =
            Pattern.compile("osgi\\.serviceloader;osgi\\.serviceloader=\"([^\"]+)\";register:=\"([^\"]+)\"");

    private Manifests() {}

    /** Reads the manifest of a folder of classes. */
    public static Manifest of(Path classes) throws IOException {
        try (InputStream in = Files.newInputStream(classes.resolve("META-INF/MANIFEST.MF"))) {
            return new Manifest(in);
        }
    }

    /** Splits a header at the commas that are not in quotes. */
    static List<String> clauses(Manifest manifest, String header) {
        String value = Optional.ofNullable(manifest.getMainAttributes().getValue(header)).orElse("");
        return CLAUSE.matcher(value).results().map(each -> each.group().strip()).toList();
    }

    /** Lists the packages that a bundle exports. */
    public static List<String> exports(Manifest manifest) {
        return clauses(manifest, "Export-Package").stream().map(clause -> clause.replaceFirst(";.*", "")).toList();
    }

    /** Lists the providers that OSGi is told of, as in {@code org.deltaw.spi.rule.RuleFamily=com.example.MyRule}. */
    public static Set<String> providers(Manifest manifest) {
        Set<String> providers = new TreeSet<>();
        for (String clause : clauses(manifest, "Provide-Capability")) {
            Matcher provider = PROVIDER.matcher(clause);
            if (provider.matches()) {
                providers.add(provider.group(1) + "=" + provider.group(2));
            }
        }
        return providers;
    }

    /** Lists the providers in a service file, in the same form. */
    public static Set<String> providers(String service, String file) {
        Set<String> providers = new TreeSet<>();
        file.lines().map(line -> line.replaceFirst("#.*", "").strip()).filter(line -> !line.isEmpty())
                .forEach(line -> providers.add(service + "=" + line));
        return providers;
    }
}

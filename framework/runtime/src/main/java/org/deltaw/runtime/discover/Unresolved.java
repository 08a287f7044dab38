package org.deltaw.runtime.discover;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltaw.runtime.bundle.ApiVersion;
import org.deltaw.runtime.bundle.BundleJar;
import org.deltaw.runtime.bundle.Jar;
import org.deltaw.runtime.bundle.ManifestHeader;
import org.deltaw.runtime.bundle.ManifestHeader.Clause;
import org.deltaw.spec.text.Words;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.NativeNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Says in a sentence what a bundle that does not resolve is missing. It compares what the bundle requires
 * with what others provide, since the framework's own message is written for its developers.
 *
 * @param others all bundles that are installed
 */
record Unresolved(Bundle bundle, Jar jar, List<Bundle> others) {
    private static final Pattern NAME = Pattern.compile("\\((?:osgi\\.wiring\\.\\w+)=([^)]*)\\)");
    private static final Pattern JAVA = Pattern.compile("\\(osgi\\.ee=JavaSE\\).*\\(version>?=([\\d.]+)\\)");

    /** Returns a sentence; empty if nothing is missing. Changes nothing: only the launcher resolves and starts. */
    Optional<String> reason() {
        for (BundleRequirement requirement : mandatory(bundle)) {
            if (providers(requirement).isEmpty()) {
                return Optional.of(missing(requirement));
            }
        }
        Set<Bundle> seen = new HashSet<>(Set.of(bundle));
        for (BundleRequirement requirement : mandatory(bundle)) {
            List<Bundle> providers = providers(requirement);
            if (providers.stream().noneMatch(provider -> resolvable(provider, seen))) {
                return Optional.of(jar + " needs " + new BundleJar(providers.getFirst()).jar()
                        + ", which does not work either; mend that one first.");
            }
        }
        return Optional.empty();
    }

    /** Returns whether everything that a bundle needs is there, and everything that this needs. */
    private boolean resolvable(Bundle needed, Set<Bundle> seen) {
        return needed.getState() != Bundle.INSTALLED || !seen.add(needed)
                || mandatory(needed).stream().allMatch(requirement -> providers(requirement).stream()
                        .anyMatch(provider -> resolvable(provider, seen)));
    }

    private String missing(BundleRequirement requirement) {
        String name = name(requirement);
        String filter = filter(requirement);
        return switch (requirement.getNamespace()) {
            case PackageNamespace.PACKAGE_NAMESPACE -> missingPackage(name, range(Constants.IMPORT_PACKAGE, name));
            case BundleNamespace.BUNDLE_NAMESPACE ->
                    jar + " needs the bundle " + name + "; put it into plugins/, too.";
            case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE -> missingJava(filter);
            case NativeNamespace.NATIVE_NAMESPACE ->
                    jar + " brings no native code for this machine (" + System.getProperty("os.name") + ", "
                                + System.getProperty("os.arch") + "); get a version of the plugin built for it.";
            default ->
                    jar + " needs the capability " + requirement.getNamespace() + " " + filter
                                + ", which nothing here provides; put a jar that does into plugins/, too.";
        };
    }

    private String missingPackage(String name, String range) {
        List<String> present = new ArrayList<>();
        for (Map<String, Object> attributes : capabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
            if (name.equals(attributes.get(PackageNamespace.PACKAGE_NAMESPACE))) {
                present.add(String.valueOf(attributes.get(Constants.VERSION_ATTRIBUTE)));
            }
        }
        if (ApiVersion.isApi(name) && !present.isEmpty()) {
            return ApiVersion.sentence(jar, name, range, Words.and(present));
        }
        return jar + " needs the package " + name + (range.isEmpty() ? "" : " " + range) + ", "
                + (present.isEmpty() ? "which is not there" : "of which " + Words.and(present) + " is there")
                + "; put a jar that exports it into plugins/, too, or embed it in " + jar + ".";
    }

    private String missingJava(String filter) {
        Matcher java = JAVA.matcher(filter);
        return java.find()
                ? jar + " needs Java " + java.group(1) + ", this is Java " + Runtime.version().feature()
                        + "; run DeltaW with Java " + java.group(1) + " or newer."
                : jar + " needs another Java than this one (" + filter + "); get a version of the plugin built for "
                        + "Java " + Runtime.version().feature() + ".";
    }

    /** Returns a range of versions as its author wrote it. */
    private String range(String header, String name) {
        return ManifestHeader.parse(bundle.getHeaders("").get(header)).stream()
                .filter(clause -> clause.name().equals(name))
                .map(Clause::version)
                .findFirst()
                .orElse("");
    }

    private List<Bundle> providers(BundleRequirement requirement) {
        return others.stream().filter(other -> {
            BundleRevision revision = other.adapt(BundleRevision.class);
            return revision != null && revision.getDeclaredCapabilities(requirement.getNamespace()).stream()
                    .anyMatch(requirement::matches);
        }).toList();
    }

    private List<Map<String, Object>> capabilities(String namespace) {
        return others.stream()
                .filter(other -> !other.equals(bundle))
                .map(other -> other.adapt(BundleRevision.class))
                .filter(revision -> revision != null)
                .flatMap(revision -> revision.getDeclaredCapabilities(namespace).stream())
                .map(BundleCapability::getAttributes)
                .toList();
    }

    /** Lists what a bundle cannot do without; what concerns DeltaW itself explains most, and comes first. */
    private static List<BundleRequirement> mandatory(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null ? List.of() : revision.getDeclaredRequirements(null).stream()
                .filter(Unresolved::isMandatory)
                .sorted(Comparator.comparing(requirement -> !ApiVersion.isApi(name(requirement))))
                .toList();
    }

    private static boolean isMandatory(BundleRequirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        return !Constants.RESOLUTION_OPTIONAL.equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
                && Constants.EFFECTIVE_RESOLVE.equals(
                        directives.getOrDefault(Constants.EFFECTIVE_DIRECTIVE, Constants.EFFECTIVE_RESOLVE));
    }

    private static String filter(BundleRequirement requirement) {
        return requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
    }

    /** Returns the package or bundle that is required; empty for requirements of another kind. */
    private static String name(BundleRequirement requirement) {
        Matcher name = NAME.matcher(filter(requirement));
        return name.find() ? name.group(1) : "";
    }
}

package org.deltaw.runtime.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.util.List;
import java.util.Optional;
import org.deltaw.expr.Op;
import org.deltaw.runtime.bundle.ManifestHeader.Clause;
import org.deltaw.spi.Extension;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** Compares the versions of the API that a plugin was built for with those that are there. */
public final class ApiVersion {
    private static final List<Class<?>> API = List.of(Extension.class, Op.class);
    private static final String ANNOTATION = "Lorg/osgi/annotation/versioning/Version;";

    private ApiVersion() {}

    /** Returns whether a package belongs to what a plugin sees of DeltaW. */
    public static boolean isApi(String packageName) {
        return API.stream().anyMatch(type -> type.getPackageName().equals(packageName));
    }

    /**
     * Returns a sentence if a jar's manifest asks for other versions than are there. On a flat class path
     * nobody else checks this.
     */
    public static Optional<String> mismatch(Jar jar, @Nullable String importPackage) {
        for (Clause wanted : ManifestHeader.parse(importPackage)) {
            for (Class<?> type : API) {
                Optional<String> present = of(type);
                if (wanted.name().equals(type.getPackageName()) && present.isPresent()
                        && !includes(wanted.version(), present.get())) {
                    return Optional.of(sentence(jar, wanted.name(), wanted.version(), present.get()));
                }
            }
        }
        return Optional.empty();
    }

    public static String sentence(Jar jar, String packageName, String range, String present) {
        return jar + " needs " + packageName + " " + range + ", this DeltaW has " + present
                + "; get a version of the plugin built for it.";
    }

    /** Returns the version of a class's package; empty if the package has none. */
    static Optional<String> of(Class<?> type) {
        // Neither a manifest, which a directory of classes may lack, nor reflection, to which the annotation is
        // invisible, tells the version in every case; the class file does.
        try (InputStream in = type.getResourceAsStream("package-info.class")) {
            return in == null
                    ? Optional.empty()
                    : ClassFile.of().parse(in.readAllBytes())
                            .findAttribute(Attributes.runtimeInvisibleAnnotations())
                            .flatMap(attribute -> attribute.annotations().stream()
                                    .filter(annotation -> annotation.className().equalsString(ANNOTATION))
                                    .findFirst())
                            .flatMap(ApiVersion::value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> value(Annotation version) {
        return version.elements().stream()
                .map(element -> element.value())
                .filter(AnnotationValue.OfString.class::isInstance)
                .map(value -> ((AnnotationValue.OfString) value).stringValue())
                .findFirst();
    }

    private static boolean includes(String range, String version) {
        try {
            return range.isEmpty() || new VersionRange(range).includes(Version.parseVersion(version));
        } catch (IllegalArgumentException malformed) {
            return true;
        }
    }
}

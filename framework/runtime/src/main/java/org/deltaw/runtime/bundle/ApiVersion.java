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
    /** A class from the root of each part; the packages below belong to it, too. */
    private static final List<Class<?>> API = List.of(Extension.class, Op.class);
    private static final String ANNOTATION = "Lorg/osgi/annotation/versioning/Version;";

    private ApiVersion() {}

    /** Returns whether a package belongs to what a plugin sees of DeltaW. */
    public static boolean isApi(String packageName) {
        return API.stream().map(Class::getPackageName)
                .anyMatch(root -> packageName.equals(root) || packageName.startsWith(root + "."));
    }

    /**
     * Returns a sentence if a jar's manifest asks for other versions than are there. On a flat class path
     * nobody else checks this.
     */
    public static Optional<String> mismatch(Jar jar, @Nullable String importPackage) {
        for (Clause wanted : ManifestHeader.parse(importPackage)) {
            Optional<String> present = isApi(wanted.name()) ? of(wanted.name()) : Optional.empty();
            if (present.isPresent() && !includes(wanted.version(), present.get())) {
                return Optional.of(sentence(jar, wanted.name(), wanted.version(), present.get()));
            }
        }
        return Optional.empty();
    }

    public static String sentence(Jar jar, String packageName, String range, String present) {
        return jar + " needs " + packageName + " " + range + ", this DeltaW has " + present
                + "; get a version of the plugin built for it.";
    }

    /** Returns the version of a package; empty if it has none, or is not there. */
    static Optional<String> of(String packageName) {
        // Neither a manifest, which a directory of classes may lack, nor reflection, to which the annotation is
        // invisible, tells the version in every case; the class file does.
        String resource = "/" + packageName.replace('.', '/') + "/package-info.class";
        try (InputStream in = Extension.class.getResourceAsStream(resource)) {
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

package org.deltaw.runtime.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltaw.expr.Op;
import org.deltaw.runtime.bundle.ManifestHeader.Clause;
import org.deltaw.spi.Extension;
import org.jspecify.annotations.Nullable;

/** Compares the versions of the API that a plugin was built for with those that are there. */
public final class ApiVersion {
    /** A class from the root of each part; the packages below belong to it, too. */
    private static final List<Class<?>> API = List.of(Extension.class, Op.class);
    private static final String ANNOTATION = "Lorg/osgi/annotation/versioning/Version;";

    private static final Pattern INTERVAL = Pattern.compile("\\s*(?<open>[\\[(])(?<from>[^,]*),(?<to>[^,]*)(?<close>[])])\\s*");
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9}(\\.\\d{1,9}(\\.[\\w-]+)?)?)?");
    private static final int NUMBERS = 3;

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

    /**
     * Tells whether a version lies in a range as OSGi Core 8, 3.2.6, writes it: {@code [1.0,2)}, or {@code 1.0} for all from there on.
     * OSGi's own class for it is not there where DeltaW runs within a program.
     */
    static boolean includes(String range, String version) {
        Matcher interval = INTERVAL.matcher(range);
        boolean bounded = interval.matches();
        String from = bounded ? interval.group("from") : range;
        if (!isVersion(from) || (bounded && !isVersion(interval.group("to")))) {
            // Nobody can say what is meant, so nobody is refused for it.
            return true;
        }
        int above = Arrays.compare(numbers(version), numbers(from));
        if (!bounded) {
            return above >= 0;
        }
        int below = Arrays.compare(numbers(version), numbers(interval.group("to")));
        return (interval.group("open").equals("[") ? above >= 0 : above > 0)
                && (interval.group("close").equals("]") ? below <= 0 : below < 0);
    }

    private static boolean isVersion(String text) {
        return VERSION.matcher(text.strip()).matches();
    }

    /** Returns major, minor and micro number; those that are left out are 0. */
    private static int[] numbers(String version) {
        String[] parts = version.strip().split("\\.", -1);
        int[] numbers = new int[NUMBERS];
        for (int i = 0; i < Math.min(parts.length, NUMBERS); i++) {
            numbers[i] = Integer.parseInt(parts[i]);
        }
        return numbers;
    }
}

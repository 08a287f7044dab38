package org.deltaw.itests.architecture;

import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A class that only tests see.
 *
 * @param tags with which the class as a whole is tagged
 * @param tagsOfMembers with which its methods are
 * @param texts the strings that its code holds
 */
record TestClass(ClassFacts facts, Set<String> tags, Set<String> tagsOfMembers, Set<String> texts) {
    private static final String TAG = "org.junit.jupiter.api.Tag";
    private static final Set<String> TESTS =
            Set.of("org.junit.jupiter.api.Test", "org.junit.jupiter.params.ParameterizedTest");

    static TestClass of(byte[] classFile) {
        ClassModel model = ClassFile.of().parse(classFile);
        Set<String> tagsOfMembers = new TreeSet<>();
        model.methods().forEach(method -> tagsOfMembers.addAll(tags(method)));
        Set<String> texts = new HashSet<>();
        model.constantPool().forEach(entry -> {
            if (entry instanceof StringEntry text) {
                texts.add(text.stringValue());
            }
        });
        return new TestClass(ClassFacts.of("test", classFile), tags(model), tagsOfMembers, texts);
    }

    /** Reads the classes in a folder, by name. */
    static Map<String, TestClass> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            Map<String, TestClass> classes = new TreeMap<>();
            for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
                TestClass read = of(Files.readAllBytes(file));
                classes.put(read.facts.name(), read);
            }
            return classes;
        }
    }

    /** Tells whether it is run, perhaps with tests that it inherits. */
    boolean hasTests() {
        return facts.name().matches(".*(Test|IT)") || facts.annotations().stream().anyMatch(TESTS::contains);
    }

    private static Set<String> tags(AttributedElement element) {
        return element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(all -> all.annotations().stream()).flatMap(TestClass::flat)
                .map(tag -> ((AnnotationValue.OfString) tag.elements().getFirst().value()).stringValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the annotation if it is a tag, and all tags if it holds several. */
    private static Stream<Annotation> flat(Annotation annotation) {
        return switch (TypeNames.of(annotation.classSymbol())) {
            case TAG -> Stream.of(annotation);
            case TAG + "s" -> annotation.elements().stream().map(AnnotationElement::value)
                    .flatMap(all -> ((AnnotationValue.OfArray) all).values().stream())
                    .map(each -> ((AnnotationValue.OfAnnotation) each).annotation());
            default -> Stream.of();
        };
    }
}

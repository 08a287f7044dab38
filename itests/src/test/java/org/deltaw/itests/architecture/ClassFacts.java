package org.deltaw.itests.architecture;

import java.lang.classfile.Annotation;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a class file tells about a class. Names are those of Java, as in {@code java.util.Map$Entry}.
 *
 * @param module the folder of its module, as in {@code rule-taylor}
 * @param superclass empty for {@code package-info}
 * @param cases what may extend it, if it is sealed
 * @param types all types that its code, its members and their generic signatures name, annotations left out
 * @param annotations the types of its own annotations and of those of its members
 * @param uses methods and fields of other classes that it uses
 * @param mutableStatics names of static fields that are not final
 */
record ClassFacts(String module, String name, Optional<String> superclass, Set<String> cases, Set<String> types,
        Set<String> annotations, Set<Member> uses, List<String> mutableStatics) {
    /**
     * A method or a field.
     *
     * @param type its descriptor
     */
    record Member(String owner, String name, String type) {}

    /** Reads a class file. */
    static ClassFacts of(String module, byte[] classFile) {
        ClassModel model = ClassFile.of().parse(classFile);
        TypeNames types = new TypeNames();
        Set<Member> uses = new HashSet<>();
        for (PoolEntry entry : model.constantPool()) {
            switch (entry) {
                case ClassEntry used -> types.addClass(used.asSymbol());
                case NameAndTypeEntry used -> types.addDescriptor(used.type().stringValue());
                case MethodTypeEntry used -> types.addDescriptor(used.descriptor().stringValue());
                case MemberRefEntry used -> uses.add(member(used));
                default -> { }
            }
        }
        Set<String> annotations = new HashSet<>();
        List<String> mutableStatics = new ArrayList<>();
        for (FieldModel field : model.fields()) {
            types.addDescriptor(field.fieldType().stringValue());
            read(field, types, annotations);
            if (field.flags().has(AccessFlag.STATIC) && !field.flags().has(AccessFlag.FINAL)
                    && !field.flags().has(AccessFlag.SYNTHETIC)) {
                mutableStatics.add(field.fieldName().stringValue());
            }
        }
        for (MethodModel method : model.methods()) {
            types.addDescriptor(method.methodType().stringValue());
            read(method, types, annotations);
            method.findAttribute(Attributes.runtimeVisibleParameterAnnotations()).ifPresent(each ->
                    each.parameterAnnotations().forEach(all -> addNames(all, annotations)));
        }
        model.findAttribute(Attributes.record()).ifPresent(all ->
                all.components().forEach(component -> read(component, types, annotations)));
        read(model, types, annotations);
        String name = TypeNames.of(model.thisClass().asSymbol());
        types.names().remove(name);
        return new ClassFacts(module, name, model.superclass().map(ClassEntry::asSymbol).map(TypeNames::of), cases(model),
                types.names(), annotations, uses, mutableStatics);
    }

    /** Returns the name of the class that stands in a file of its own: itself, or the one in which it is nested. */
    String outermost() {
        return outermost(name);
    }

    static String outermost(String type) {
        return type.replaceFirst("(?<=[^.])\\$.*", "");
    }

    /** Returns the package. */
    String packageName() {
        return packageOf(name);
    }

    /** Tells whether this is our code; plugins may embed that of others. */
    boolean isOurs() {
        return name.startsWith("org.deltaw.");
    }

    /** Tells whether this stands for a package, to carry its annotations. */
    boolean isPackage() {
        return name.endsWith(".package-info");
    }

    static String packageOf(String type) {
        return type.substring(0, Math.max(0, type.lastIndexOf('.')));
    }

    private static Set<String> cases(ClassModel model) {
        return model.findAttribute(Attributes.permittedSubclasses()).stream()
                .flatMap(all -> all.permittedSubclasses().stream()).map(ClassEntry::asSymbol).map(TypeNames::of)
                .collect(Collectors.toSet());
    }

    private static Member member(MemberRefEntry used) {
        String owner = used.owner().name().stringValue().replace('/', '.');
        return new Member(owner, used.name().stringValue(), used.type().stringValue());
    }

    private static void read(AttributedElement element, TypeNames types, Set<String> annotations) {
        element.findAttribute(Attributes.signature()).ifPresent(signature -> types.addSignature(element, signature));
        element.findAttribute(Attributes.runtimeVisibleAnnotations())
                .ifPresent(all -> addNames(all.annotations(), annotations));
        element.findAttribute(Attributes.runtimeInvisibleAnnotations())
                .ifPresent(all -> addNames(all.annotations(), annotations));
        element.findAttribute(Attributes.runtimeVisibleTypeAnnotations())
                .ifPresent(all -> all.annotations().forEach(each -> addNames(List.of(each.annotation()), annotations)));
    }

    private static void addNames(List<Annotation> annotations, Set<String> names) {
        annotations.forEach(each -> names.add(TypeNames.of(each.classSymbol())));
    }
}

package org.deltaw.itests.architecture;

import java.lang.classfile.AttributedElement;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassSignature;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodSignature;
import java.lang.classfile.Signature;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Set;

/** Gathers the names of types from wherever class files mention them. */
final class TypeNames {
    private final Set<String> names = new HashSet<>();

    Set<String> names() {
        return names;
    }

    /** Returns the name of a class as Java writes it. */
    static String of(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    }

    void addClass(ClassDesc type) {
        if (type.isArray()) {
            addClass(type.componentType());
        } else if (type.isClassOrInterface()) {
            names.add(of(type));
        }
    }

    /** Adds what the descriptor of a method or a field names. */
    void addDescriptor(String descriptor) {
        if (descriptor.startsWith("(")) {
            MethodTypeDesc method = MethodTypeDesc.ofDescriptor(descriptor);
            addClass(method.returnType());
            method.parameterList().forEach(this::addClass);
        } else {
            addClass(ClassDesc.ofDescriptor(descriptor));
        }
    }

    /** Adds the types that stand between angle brackets. */
    void addSignature(AttributedElement owner, SignatureAttribute attribute) {
        switch (owner) {
            case ClassModel _ -> {
                ClassSignature signature = attribute.asClassSignature();
                signature.typeParameters().forEach(this::addBounds);
                add(signature.superclassSignature());
                signature.superinterfaceSignatures().forEach(this::add);
            }
            case MethodModel _ -> {
                MethodSignature signature = attribute.asMethodSignature();
                signature.typeParameters().forEach(this::addBounds);
                add(signature.result());
                signature.arguments().forEach(this::add);
            }
            default -> add(attribute.asTypeSignature());
        }
    }

    private void addBounds(Signature.TypeParam parameter) {
        parameter.classBound().ifPresent(this::add);
        parameter.interfaceBounds().forEach(this::add);
    }

    private void add(Signature signature) {
        switch (signature) {
            case Signature.ArrayTypeSig array -> add(array.componentSignature());
            case Signature.ClassTypeSig type -> {
                addClass(type.classDesc());
                for (Signature.TypeArg argument : type.typeArgs()) {
                    if (argument instanceof Signature.TypeArg.Bounded bounded) {
                        add(bounded.boundType());
                    }
                }
            }
            case Signature.BaseTypeSig _, Signature.TypeVarSig _ -> { }
        }
    }
}

package org.deltaw.runtime.discover;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Objects;
import java.util.function.Supplier;
import org.deltaw.runtime.bundle.Declared;
import org.deltaw.spi.Extension;

/** Creates what is declared in {@code META-INF/services}, or says exactly why it cannot be created. */
record Factory(PluginLocation place, Deadline deadline) {
    /** A class loader, or a bundle. */
    @FunctionalInterface
    interface Loader {
        Class<?> load(String name) throws ClassNotFoundException;
    }

    /** Returns an instance of the interface that is declared. */
    Object create(Declared declared, Loader loader) throws Unusable {
        try {
            Constructor<?> constructor = constructor(declared, loader.load(declared.provider()));
            return deadline.call(constructor::newInstance);
        } catch (Unusable unusable) {
            throw unusable;
        } catch (ClassNotFoundException missing) {
            throw new Unusable(
                    names(declared) + ", a class that is not there; correct the name, or build the jar anew.");
        } catch (InvocationTargetException thrown) {
            throw unusable(declared, Objects.requireNonNullElse(thrown.getCause(), thrown));
        } catch (Throwable thrown) {
            throw unusable(declared, thrown);
        }
    }

    /**
     * Returns an instance that Java creates, which may do more than this class, in modules. If it cannot, the class is created here, to
     * find out why; but what does not return is not called twice.
     */
    Object create(Declared declared, Supplier<?> provider, Loader loader) throws Unusable {
        try {
            return deadline.call(provider::get);
        } catch (Deadline.Missed hanging) {
            throw unusable(declared, hanging);
        } catch (Throwable broken) {
            return create(declared, loader);
        }
    }

    private Constructor<?> constructor(Declared declared, Class<?> type) throws Unusable {
        String provider = declared.jar() + ": " + declared.provider();
        if (!declared.service().isAssignableFrom(type)) {
            throw foreign(declared, type);
        } else if (Modifier.isAbstract(type.getModifiers())) {
            throw new Unusable(provider + " is abstract; declare a class that can be created.");
        } else if (!Modifier.isPublic(type.getModifiers())) {
            throw new Unusable(provider + " is not public; make it public.");
        }
        try {
            return type.getConstructor();
        } catch (NoSuchMethodException missing) {
            throw new Unusable(provider + " has no public constructor without parameters; add one.");
        }
    }

    private static Unusable foreign(Declared declared, Class<?> type) {
        try {
            Class<?> copy = type.getClassLoader().loadClass(declared.service().getName());
            if (copy != declared.service() && copy.isAssignableFrom(type)) {
                return new Unusable(declared.jar() + ": " + declared.provider() + " implements another copy of "
                        + declared.service().getName() + " than DeltaW's; build the jar without "
                        + Extension.class.getPackageName() + " inside, and with bnd, so that it imports it.");
            }
        } catch (ClassNotFoundException | LinkageError unknown) {
            // The jar knows no such interface, so what is said below is all there is to say.
        }
        return new Unusable(names(declared) + ", which does not implement that interface; let it implement the "
                + "interface, or take it out of that file.");
    }

    private Unusable unusable(Declared declared, Throwable thrown) {
        return new Unusable(Fault.sentence(
                place, declared.jar(), declared.provider(), "the constructor of " + declared.provider(), thrown));
    }

    private static String names(Declared declared) {
        return declared.jar() + ": " + declared.file() + " names " + declared.provider();
    }
}

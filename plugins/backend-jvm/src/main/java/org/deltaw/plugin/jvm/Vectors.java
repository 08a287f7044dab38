package org.deltaw.plugin.jvm;

/**
 * Finds out whether the JVM offers vectors.
 *
 * <p>They live in a module that a JVM resolves only if it is asked to ({@code --add-modules
 * jdk.incubator.vector}), which it then remarks upon at every start. Where the JDK's own way of adding a
 * module later is open to us ({@code --add-exports java.base/jdk.internal.module=ALL-UNNAMED}, as DeltaW's
 * start script says), the module is added here, quietly and only when something is compiled.
 */
final class Vectors {
    private static final String MODULE = "jdk.incubator.vector";

    private Vectors() {}

    /** Returns how many numbers of a kind a vector holds; 1 if there are no vectors. */
    static int lanes(Real real) {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty() && !added()) {
            return 1;
        }
        try {
            return VectorMath.lanes(real);
        } catch (LinkageError absent) {
            return 1;
        }
    }

    private static boolean added() {
        try {
            Class.forName("jdk.internal.module.Modules", true, ClassLoader.getSystemClassLoader())
                    .getMethod("loadModule", String.class).invoke(null, MODULE);
            return true;
        } catch (ReflectiveOperationException | RuntimeException closed) {
            return false;
        }
    }
}

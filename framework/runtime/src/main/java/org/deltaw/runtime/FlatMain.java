package org.deltaw.runtime;

/** Runs the application on a flat class path, without OSGi. */
public final class FlatMain {
    private FlatMain() {}

    /** Runs the application that the class path holds, and ends with its exit code. */
    public static void main(String[] args) {
        int code;
        try (ExtensionRegistry registry = ExtensionRegistry.ofClassPath(FlatMain.class.getClassLoader())) {
            code = ApplicationRun.of(registry, args);
        }
        System.exit(code);
    }
}

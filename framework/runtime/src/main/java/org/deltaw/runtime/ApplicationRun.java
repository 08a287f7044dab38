package org.deltaw.runtime;

/** Runs the application that an installation, or a class path, holds. */
final class ApplicationRun {
    private ApplicationRun() {}

    /** Runs it to its end, and returns its exit code. */
    static int of(ExtensionRegistry registry, String[] args) {
        Application application = registry.application(Application.class);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application.getClass().getClassLoader());
        try {
            return application.run(registry, args);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}

package org.deltaw.runtime.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.deltaw.runtime.Installation;
import org.osgi.framework.BundleException;

/**
 * Brings up an installation of DeltaW and runs the application in it.
 *
 * <p>The system property {@code deltaw.home} names the installation, the variable {@code DELTAW_PLUGINS} further plugin folders,
 * separated as in {@code PATH}.
 */
public final class Launcher {
    private static final int OUR_FAULT = 1;

    private Launcher() {
    }

    /** Gives the application these arguments and ends the process with its exit code. */
    @SuppressWarnings("CatchAndPrintStackTrace") // There is no application that could report it.
    public static void main(String[] args) {
        int code = OUR_FAULT;
        try {
            code = run(args);
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException | IOException | BundleException e) {
            System.err.println("deltaw: " + e.getMessage());
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
        }
        exit(code);
    }

    private static int run(String[] args) throws IOException, BundleException {
        Installation installation = Installation.current().orElseThrow(() -> new IllegalArgumentException(
                "the property deltaw.home is not set: start DeltaW with its script bin/deltaw"));
        try (Storage storage = Storage.below(installation.cache()); Host host = Host.start(installation, storage)) {
            return host.application().applyAsInt(args);
        }
    }

    /** Ends the process from a thread of its own, for the application's shutdown hooks may wait for the main thread. */
    private static void exit(int code) {
        new Thread(() -> System.exit(code), "exit").start();
    }
}

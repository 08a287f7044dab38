package org.deltaw.spi.backend;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltaw.spi.Extension;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Runs programs: gives their value, gradient and curvature, and simulates them.
 *
 * <p>Prove one by extending {@code GradientBackendContract} from the testkit.
 *
 * @param <S> settings read from the spec file; the keys {@code precision}, {@code threads} and {@code
 *     memory} are the kernel's own
 */
@ConsumerType
public interface GradientBackend<S extends Record> extends Extension<S> {
    /** Returns the version of the set of primitives it knows ({@link org.deltaw.expr.Op#VERSION} when it was built). */
    int primitives();

    /** Lists the precisions in which it computes. */
    Set<Precision> precisions();

    /** Says in one sentence why it cannot run on this machine; empty if it can. Must not load anything native. */
    Optional<String> unavailable();

    /**
     * Lists the devices on which it could compute: at least one where {@link #unavailable} is empty, always in the same order. May
     * load native code, so it is asked only where somebody wants to know: by {@code deltaw plugins --check}, before a benchmark, and
     * to choose a backend automatically; never when plugins are looked for.
     *
     * @throws BackendUnavailableException if nothing can be run on this machine
     */
    List<Device> devices();

    /**
     * Prepares a program for execution. The kernel has checked that the primitives are known, and that the
     * backend is available.
     *
     * @throws BackendUnavailableException if nothing can be run on this machine, which only loading native code could tell
     * @throws UnsupportedProgramException if the program cannot be run, or not in the precision asked for
     */
    CompiledModel compile(S settings, Program program, BackendContext context);
}

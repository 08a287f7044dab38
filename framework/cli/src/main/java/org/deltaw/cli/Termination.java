package org.deltaw.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.Optional;

/**
 * The signal SIGTERM, by which schedulers of clusters end jobs, handled apart from Ctrl-C: a shutdown hook cannot tell the two, and
 * cannot choose the exit code. Java has no supported class for signals; {@code sun.misc.Signal} of the module {@code
 * jdk.unsupported} is used where it is there.
 */
final class Termination implements AutoCloseable {
    private static final String CLASS = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private final Method handle;
    private final Object signal;
    private final Object previous;

    private Termination(Method handle, Object signal, InvocationHandler handler, Class<?> type)
            throws ReflectiveOperationException {
        this.handle = handle;
        this.signal = signal;
        Object ours = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
        this.previous = Objects.requireNonNull(handle.invoke(null, signal, ours));
    }

    /**
     * Has something done when the signal comes, on a thread of its own, in place of the end of the process.
     *
     * @return empty where signals cannot be handled: then the process ends as Java ends it
     */
    static Optional<Termination> handledBy(Runnable action) {
        try {
            ClassLoader java = ClassLoader.getSystemClassLoader();
            Class<?> type = Class.forName(HANDLER, true, java);
            Class<?> signals = Class.forName(CLASS, true, java);
            Object signal = signals.getConstructor(String.class).newInstance("TERM");
            return Optional.of(new Termination(signals.getMethod("handle", signals, type), signal, (proxy, method, arguments) ->
                    switch (method.getName()) {
                        case "equals" -> arguments != null && System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "toString" -> "end of a deltaw command";
                        default -> {
                            action.run();
                            yield null;
                        }
                    }, type));
        } catch (ReflectiveOperationException | IllegalArgumentException notHere) {
            return Optional.empty();
        }
    }

    /** Lets the process end as Java ends it: what else is to be done at its end is done first. */
    void endProcess() {
        close();
        try {
            signal.getClass().getMethod("raise", signal.getClass()).invoke(null, signal);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            handle.invoke(null, signal, previous);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

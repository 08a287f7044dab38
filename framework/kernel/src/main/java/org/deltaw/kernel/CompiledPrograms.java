package org.deltaw.kernel;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.GeneratedCode;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.SimulationStart;
import org.deltaw.spi.backend.Stepper;
import org.deltaw.spi.backend.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Programs that have been compiled, kept for the next fit of the same shape: with other data, seed or subject, with other values of
 * fixed parameters, nothing is compiled again. A program is closed when nobody uses it and too many others were used since. Safe for
 * use by several threads, which share programs.
 */
public final class CompiledPrograms implements AutoCloseable {
    /** How many programs that nobody uses are kept: about as many as a comparison of rules takes turns with. */
    private static final int MOST_IDLE = 24;

    private final Map<Key, Entry> entries = new LinkedHashMap<>();
    private int mostIdle;

    public CompiledPrograms() {
        this(MOST_IDLE);
    }

    /**
     * Keeps so many programs at most that nobody uses.
     *
     * @param mostIdle 0 to keep none
     */
    public CompiledPrograms(int mostIdle) {
        this.mostIdle = mostIdle;
    }

    /** What must be the same; a backend that was replaced is of another class. */
    private record Key(GradientBackend<?> backend, Record settings, String structure, BackendContext context) {}

    /** A program that is being compiled by the first who asks, or has been. */
    private static final class Entry {
        private @Nullable CompiledModel model;
        private int users;

        private synchronized CompiledModel model(GradientBackend<Record> backend, Key key, Program program) {
            CompiledModel known = model;
            if (known == null) {
                known = backend.compile(key.settings, program, key.context);
                model = known;
            }
            return known;
        }

        private synchronized void close() {
            if (model != null) {
                model.close();
            }
        }
    }

    /**
     * Returns a compiled program, to be closed by whoever asked for it.
     *
     * @param settings the backend's own
     */
    public CompiledModel compile(GradientBackend<Record> backend, Record settings, Program program, BackendContext context) {
        Key key = new Key(backend, settings, program.structure(), context);
        Entry entry;
        synchronized (entries) {
            entry = entries.computeIfAbsent(key, _ -> new Entry());
            entry.users++;
        }
        try {
            return new Shared(key, entry, entry.model(backend, key, program));
        } catch (RuntimeException | Error failed) {
            synchronized (entries) {
                entry.users--;
                // Whoever waits for the same program tries again, in the same place.
                if (entry.users == 0) {
                    entries.remove(key, entry);
                }
            }
            throw failed;
        }
    }

    /** Closes what nobody uses, as when plugins have changed. */
    public void closeIdle() {
        closeIdle(0);
    }

    /** Closes what nobody uses, and from now on every program as soon as nobody uses it. */
    @Override
    public void close() {
        synchronized (entries) {
            mostIdle = 0;
        }
        closeIdle();
    }

    private void release(Key key, Entry entry) {
        synchronized (entries) {
            entry.users--;
            // What was used last is closed last.
            if (entries.remove(key, entry)) {
                entries.put(key, entry);
            }
        }
        closeIdle(Integer.MAX_VALUE);
    }

    private void closeIdle(int atMost) {
        List<Entry> unused = new ArrayList<>();
        synchronized (entries) {
            int keep = Math.min(atMost, mostIdle);
            long idle = entries.values().stream().filter(entry -> entry.users == 0).count();
            Iterator<Entry> oldest = entries.values().iterator();
            while (idle > keep) {
                Entry entry = oldest.next();
                if (entry.users == 0) {
                    oldest.remove();
                    unused.add(entry);
                    idle--;
                }
            }
        }
        unused.forEach(Entry::close);
    }

    /** A program for one who asked for it. */
    private final class Shared implements CompiledModel {
        private final Key key;
        private final Entry entry;
        private final CompiledModel model;
        private boolean released;

        Shared(Key key, Entry entry, CompiledModel model) {
            this.key = key;
            this.entry = entry;
            this.model = model;
        }

        @Override
        public String device() {
            return model.device();
        }

        @Override
        public int vectorWidth() {
            return model.vectorWidth();
        }

        @Override
        public Batch load(List<ModelInput> trajectories, Workers workers) {
            return model.load(trajectories, workers);
        }

        @Override
        public Stepper start(List<SimulationStart> starts) {
            return model.start(starts);
        }

        @Override
        public List<GeneratedCode> code() {
            return model.code();
        }

        @Override
        public synchronized void close() {
            if (!released) {
                released = true;
                release(key, entry);
            }
        }
    }
}

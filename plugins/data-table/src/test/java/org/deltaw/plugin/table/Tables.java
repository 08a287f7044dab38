package org.deltaw.plugin.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.rule.KnownRule;

/** Tables for tests, and settings that say what is in them. */
final class Tables {
    /** A fly's choices. */
    static final String FLY = """
            fly,trial,odour1,odour2,accepted,R
            a,1,0.75,0,0,0
            a,1,0,0.75,1,1
            a,2,0.75,0,1,-0.5
            b,1,0,0.75,1,0.25
            """;

    private Tables() {}

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes an archive of arrays. */
    static void write(Path file, Map<String, byte[]> arrays) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes an array of doubles, as NumPy writes it. */
    static byte[] array(String shape, double... values) {
        ByteBuffer data = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            data.putDouble(value);
        }
        return array("<f8", false, shape, data.array());
    }

    static byte[] array(String type, boolean columnsFirst, String shape, byte[] data) {
        String header = "{'descr': '" + type + "', 'fortran_order': " + (columnsFirst ? "True" : "False")
                + ", 'shape': (" + shape + "), }";
        header = header + " ".repeat(63 - (10 + header.length()) % 64) + "\n";
        ByteBuffer file = ByteBuffer.allocate(10 + header.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0)
                .putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII)).put(data);
        return file.array();
    }

    /** Makes settings of those that are given; the others have their defaults. */
    static TableSettings settings(Map<String, ?> values) {
        try {
            List<Object> arguments = new ArrayList<>();
            List<Class<?>> types = new ArrayList<>();
            for (RecordComponent component : TableSettings.class.getRecordComponents()) {
                types.add(component.getType());
                arguments.add(values.containsKey(component.getName()) ? values.get(component.getName()) : byDefault(component.getType()));
            }
            return TableSettings.class.getDeclaredConstructor(types.toArray(Class<?>[]::new)).newInstance(arguments.toArray());
        } catch (InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Object byDefault(Class<?> type) {
        return type == Optional.class ? Optional.empty() : type == List.class ? List.of() : type == Map.class ? Map.of()
                : type == boolean.class ? (Object) false : TableSettings.Sessions.ANEW;
    }

    /** Loads data for a network that reads so many inputs. */
    static Dataset load(TableSettings settings, Path directory, int width) {
        return new TableSource().load(settings, new Context(new Seed(1), directory, width));
    }

    /** Settings of which a test changes what it is about. */
    record Mapping(
            List<String> files, List<String> inputs, Optional<String> gate, Map<String, String> signals,
            Map<String, List<String>> targets, Map<String, List<String>> observed, Map<String, String> others,
            String separator) {
        /** What is in {@link #FLY}. */
        static Mapping fly(String... files) {
            return new Mapping(List.of(files), List.of("odour*"), Optional.of("accepted"), Map.of("reward", "R"),
                    Map.of("decision", List.of("accepted")), Map.of(), Map.of("trajectory", "fly", "trial", "trial"), ",");
        }

        /** Activity of two neurons with one input. */
        static Mapping neurons(String... files) {
            return new Mapping(List.of(files), List.of("x"), Optional.empty(), Map.of(),
                    Map.of("activity", List.of("n*")), Map.of(), Map.of(), ",");
        }

        Mapping inputs(String... columns) {
            return new Mapping(files, List.of(columns), gate, signals, targets, observed, others, separator);
        }

        Mapping targets(String name, String... columns) {
            return new Mapping(files, inputs, gate, signals, Map.of(name, List.of(columns)), observed, others, separator);
        }

        Mapping observed(String name, String... columns) {
            return new Mapping(files, inputs, gate, signals, targets, Map.of(name, List.of(columns)), others, separator);
        }

        Mapping signals(Map<String, String> columns) {
            return new Mapping(files, inputs, gate, columns, targets, observed, others, separator);
        }

        /** Sets trajectory, subject, trial, session, sessions, held-out or initial-states; an empty value takes it away. */
        Mapping with(String key, String value) {
            Map<String, String> all = new LinkedHashMap<>(others);
            all.put(key, value);
            return new Mapping(files, inputs, gate, signals, targets, observed, all, separator);
        }

        Mapping separator(String other) {
            return new Mapping(files, inputs, gate, signals, targets, observed, others, other);
        }

        private void put(Map<String, Object> values, String key, String component, Function<String, Object> read) {
            Optional.ofNullable(others.get(key)).filter(value -> !value.isEmpty()).ifPresent(value -> values.put(component,
                    read.apply(value)));
        }

        TableSettings settings() {
            Map<String, Object> values = new LinkedHashMap<>(Map.of("files", files, "inputs", inputs, "gate", gate, "signals", signals,
                    "targets", targets, "observed", observed));
            List.of("trajectory", "subject", "recording", "trial", "session").forEach(key -> put(values, key, key, List::of));
            put(values, "sessions", "sessions", TableSettings.Sessions::valueOf);
            put(values, "seconds-per-step", "secondsPerStep", value -> Optional.of(Double.valueOf(value)));
            put(values, "held-out", "heldOut", Optional::of);
            put(values, "initial-states", "initialStates", Optional::of);
            values.put("separator", Optional.of(separator).filter(text -> !text.equals(",")));
            return Tables.settings(values);
        }

        Dataset load(Path directory, int width) {
            return Tables.load(settings(), directory, width);
        }
    }

    private record Context(Seed seed, Path directory, int inputs) implements DataContext {
        @Override
        public Simulator simulator(KnownRule truth, List<Channel> channels) {
            throw new AssertionError("Tables are not simulated.");
        }
    }
}

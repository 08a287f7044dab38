package org.deltaw.plugin.fly;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltaw.spi.Nearest;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;

/**
 * Reads matrices of numbers from MATLAB v5 files.
 *
 * <p>What each type of number means is left to the library mfl-core. It is not given the file, but a
 * smaller one, made of the variables that are wanted, unpacked and checked by {@link MatGuard}.
 */
final class MatReader {
    private MatReader() {}

    /**
     * Reads variables.
     *
     * @param content of the file
     * @param names of the variables that it must hold
     * @return for each name a matrix
     * @throws org.deltaw.spi.InvalidSpecException if the file is no such file, lacks a variable, or holds something
     *     else under its name
     */
    static Map<String, MatNumbers> read(RecordingFile file, byte[] content, List<String> names) {
        ByteOrder order = MatFormat.check(file, content);
        Set<String> wanted = new LinkedHashSet<>(names);
        Map<String, MatVariable> found = MatGuard.variables(file, content, order, wanted);
        List<MatVariable> checked = new ArrayList<>();
        for (String name : names) {
            MatVariable variable = found.get(name);
            if (variable == null) {
                throw file.refused(missing(name, names, found.keySet()));
            }
            variable.requireNumbers();
            checked.add(variable);
        }
        return numbers(file, checked, order);
    }

    private static String missing(String name, List<String> names, Set<String> found) {
        return "there is no variable " + name + ", expected " + String.join(", ", names)
                + (found.isEmpty() ? ", but the file holds none"
                        : ", found " + String.join(", ", found.stream().limit(20).toList())
                                + (found.size() > 20 ? " and others" : ""))
                + Nearest.to(name, found).filter(nearest -> !names.contains(nearest))
                        .map(nearest -> "; rename " + nearest + " if it is meant.")
                        .orElse("; save the file again with all of them.");
    }

    private static Map<String, MatNumbers> numbers(RecordingFile file, List<MatVariable> variables, ByteOrder order) {
        try (GuardedSource source = new GuardedSource(smallFile(variables, order));
                MatFile mat = Mat5.newReader(source).setBufferAllocator(HEAP).disableSubsystemProcessing().readMat()) {
            Map<String, MatNumbers> numbers = new LinkedHashMap<>();
            for (MatVariable variable : variables) {
                numbers.put(variable.name(), MatNumbers.of(variable.name(), mat.getMatrix(variable.name())));
            }
            return numbers;
        } catch (IOException | RuntimeException e) {
            throw file.refused("the variables cannot be read (" + e.getMessage() + "); save the file again.");
        }
    }

    private static ByteBuffer smallFile(List<MatVariable> variables, ByteOrder order) {
        List<ByteBuffer> parts = variables.stream().map(MatVariable::unpacked).toList();
        int size = parts.stream().mapToInt(ByteBuffer::remaining).sum();
        ByteBuffer all = ByteBuffer.allocate(MatFormat.HEADER + size).order(order);
        all.put("MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII));
        all.putShort(MatFormat.VERSION, (short) 0x0100);
        all.putShort(MatFormat.VERSION + 2, (short) ('M' << 8 | 'I'));
        all.position(MatFormat.HEADER);
        parts.forEach(all::put);
        return all.flip();
    }

    /** The library's own takes memory outside of the heap, which it can only give back through JDK internals. */
    private static final BufferAllocator HEAP = new BufferAllocator() {
        @Override
        public ByteBuffer allocate(int numBytes) {
            return ByteBuffer.allocate(numBytes);
        }

        @Override
        public void release(ByteBuffer buffer) {
            // The garbage collector does it.
        }
    };
}

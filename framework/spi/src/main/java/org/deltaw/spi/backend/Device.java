package org.deltaw.spi.backend;

import java.util.OptionalLong;

/**
 * Something on which a backend could compute: a processor, or a graphics processor.
 *
 * @param name as a person would look for it, in one line
 * @param memory bytes that it has for computing; empty if that is not known
 */
public record Device(String name, OptionalLong memory) {
    public Device {
        if (name.isBlank() || name.contains("\n")) {
            throw new IllegalArgumentException("A device needs a name of one line, found '" + name + "'.");
        }
        if (memory.isPresent() && memory.getAsLong() <= 0) {
            throw new IllegalArgumentException("Device '" + name + "' has " + memory.getAsLong() + " bytes of memory.");
        }
    }

    /** Returns the processor of this machine, with the memory that the JVM may use. */
    public static Device processor(String how) {
        return new Device("processor (" + System.getProperty("os.arch") + "), " + how,
                OptionalLong.of(Runtime.getRuntime().maxMemory()));
    }
}

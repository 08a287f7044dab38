package org.deltaw.study.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.spi.backend.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir
    private Path folder;

    @Test
    void linuxNamesTheProcessor() throws Exception {
        Path file = Files.writeString(folder.resolve("cpuinfo"), """
                processor\t: 0
                model\t\t: 2
                model name\t: ACME 9: fast
                model name\t: another
                """);
        assertEquals(Optional.of("ACME 9: fast"), Machine.linuxName(file));
        assertEquals(Optional.empty(), Machine.linuxName(folder.resolve("missing")));
        assertEquals(Optional.empty(), Machine.linuxName(Files.writeString(folder.resolve("arm"), "processor : 0\n")));
    }

    @Test
    void everythingHasAName() {
        Machine machine = Machine.current();
        assertTrue(machine.processors() >= 1);
        machine.json().forEach((key, value) -> assertTrue(!value.toString().isBlank() && !value.toString().contains("?"), key));
    }

    @Test
    void thePeakIsThatOfAProcessor() {
        double rate = PeakRate.measure(Precision.F64);
        assertTrue(rate > 1e8 && rate < 1e12, "it can do " + rate + " multiply-adds per second");
    }

    @Test
    void theProcessDoesNotTakeTimeWhileItIsQuiet() {
        OptionalDouble before = CpuTime.secondsOnceQuiet();
        OptionalDouble after = CpuTime.seconds();
        assertTrue(before.isPresent() && before.getAsDouble() > 0, "the operating system tells");
        assertEquals(before.getAsDouble(), after.getAsDouble(), 0.05);
    }
}

package org.deltaw.plugin.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheLinesTest {
    /** The sizes of regions that the JVM states with -XX:+PrintFlagsFinal for these heaps: half of them, in bytes. */
    @ParameterizedTest
    @CsvSource({"536870912, 524288", "2147483648, 524288", "2148532224, 1048576", "6320816128, 2097152",
        "64424509440, 16777216", "274877906944, 16777216"})
    void arraysFillMoreThanHalfARegion(long heap, int half) {
        assertEquals(half / 8 + 1, CacheLines.least(Real.F64, heap));
        assertEquals(half / 4 + 1, CacheLines.least(Real.F32, heap));
    }

    @ParameterizedTest
    @CsvSource({"F64, 6, 8", "F32, 12, 4"})
    void headerAndLeadFillOneLine(Real real, int lead, int bytes) {
        assertEquals(lead, CacheLines.lead(real));
        assertEquals(64, 16 + lead * bytes);
    }
}

package org.deltaw.plugin.nd4j.cpu;

import org.junit.jupiter.api.Tag;

/** The same with so many evaluations that small losses show. */
@Tag("long")
class LongMemoryTest extends MemoryTest {
    @Override
    int evaluations() {
        return 100_000;
    }
}

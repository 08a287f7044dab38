package org.deltaw.kernel.inference;

import org.junit.jupiter.api.Tag;

/** The same with more experiments, so that smaller errors of intervals show. */
@Tag("long")
class LongCoverageTest extends CoverageTest {
    @Override
    int experiments() {
        return 200;
    }
}

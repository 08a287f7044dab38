package org.deltaw.kernel.comparison;

import org.junit.jupiter.api.Tag;

/** The same with more data sets. */
@Tag("long")
class LongFalsePositivesTest extends FalsePositivesTest {
    @Override
    int dataSets() {
        return 1000;
    }

    @Override
    int mostRejected() {
        return 65;
    }
}

package dev.weir.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** When rows are kept from run to run. */
class KeepingRunTest {
    private static final long MIB = 1 << 20;

    @Test
    void rowsAreKeptAtOnceThoseOfLargeSourcesWhereChangesAreToBeExpected() {
        assertTrue(KeepingRun.keeps(256 * MIB, false));
        assertFalse(KeepingRun.keeps(256 * MIB + 1, false));
        assertTrue(KeepingRun.keeps(256 * MIB + 1, true));
    }
}

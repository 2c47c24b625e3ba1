package dev.weir.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** When rows are kept from run to run. */
class KeepingRunTest {
    private static final long MIB = 1 << 20;

    @Test
    void rowsAreKeptAtOnceThoseOfLargeSourcesWhereChangesAreToBeExpected() {
        assertKept(8 * MIB, true, true, true, true);
        assertKept(8 * MIB + 1, false, true, true, true);
        assertKept(256 * MIB, false, true, true, true);
        assertKept(256 * MIB + 1, false, false, false, true);
    }

    private static void assertKept(long bytes, boolean first, boolean loaded, boolean again, boolean withEdits) {
        assertEquals(first, KeepingRun.keeps(bytes, false, false, () -> false));
        assertEquals(loaded, KeepingRun.keeps(bytes, false, false, () -> true));
        assertEquals(again, KeepingRun.keeps(bytes, true, false, () -> false));
        assertEquals(withEdits, KeepingRun.keeps(bytes, false, true, () -> false));
    }
}

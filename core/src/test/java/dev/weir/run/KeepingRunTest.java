package dev.weir.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.run.KeepingRun.Extent;
import org.junit.jupiter.api.Test;

/** When rows are kept from run to run. */
class KeepingRunTest {
    private static final long MIB = 1 << 20;

    @Test
    void smallSourcesAreKeptAtOnceLargeOnesWhereItPays() {
        assertKept(8 * MIB, true, true, true);
        assertKept(8 * MIB + 1, false, true, true);
        assertKept(256 * MIB, false, true, true);
        assertKept(256 * MIB + 1, false, false, true);
    }

    private static void assertKept(long bytes, boolean atFirst, boolean again, boolean withEdits) {
        Extent extent = Extent.of(bytes);
        assertEquals(atFirst, extent.keeps(false, true));
        assertEquals(atFirst, extent.keeps(false, false));
        assertEquals(again, extent.keeps(true, false));
        assertEquals(withEdits, extent.keeps(true, true));
    }
}

package dev.weir.refresh.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A hash of a row's cells, 64 bits. Rows with the same hash are compared before they count as the same. */
final class RowHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD = 0x9e3779b97f4a7c15L;
    private static final long OTHER = 0xd6e8feb86659fd93L;

    private RowHash() {}

    static long of(byte[] cells) {
        long hash = cells.length * ODD;
        int at = 0;
        for (; at + 8 <= cells.length; at += 8) {
            hash = (hash ^ (long) LONGS.get(cells, at)) * OTHER;
            hash ^= hash >>> 32;
        }
        long rest = 0;
        for (; at < cells.length; at++) {
            rest = rest << 8 | cells[at] & 0xff;
        }
        hash = (hash ^ rest) * OTHER;
        hash = (hash ^ hash >>> 32) * ODD;
        return hash ^ hash >>> 29;
    }
}

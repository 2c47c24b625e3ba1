package dev.weir.store.matching;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bytes cut into raw records, one after the other: up to and with a line feed, or {@link #LONGEST} bytes where none comes
 * sooner. Quotes mean nothing here: a record is what is compared, not what is parsed.
 */
final class Records {
    static final int LONGEST = 1 << 16;
    private static final int CHUNK = 1 << 18;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long FEEDS = '\n' * ONES;
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private final Content content;
    private final byte[] bytes;
    private long start;
    private int filled;
    private int at;
    private int length;
    private long hash;

    /** The records from the place {@code from} on. */
    Records(Content content, long from) {
        this.content = content;
        this.bytes = new byte[(int) Math.min(CHUNK, content.length()) + Long.BYTES];
        this.start = from;
    }

    /** Begins anew at another place. */
    void seek(long place) {
        if (place >= start && place <= start + filled) {
            at = (int) (place - start);
        } else {
            start = place;
            filled = 0;
            at = 0;
        }
        length = 0;
    }

    /** Goes to the next record; false behind the last. */
    boolean next() {
        at += length;
        length = 0;
        if (filled - at < LONGEST && start + filled < content.length()) {
            fill();
        }
        int most = Math.min(filled - at, LONGEST);
        if (most == 0) {
            return false;
        }
        long mixed = 0;
        int done = 0;
        while (done < most) {
            long eight = (long) LONG.get(bytes, at + done);
            long feeds = eight ^ FEEDS;
            long found = feeds - ONES & ~feeds & HIGHS;
            int taken = Math.min(found == 0 ? 8 : (Long.numberOfTrailingZeros(found) >>> 3) + 1, most - done);
            if (taken < 8) {
                eight &= (1L << 8 * taken) - 1;
            }
            mixed = (mixed ^ eight) * MIX;
            mixed ^= mixed >>> 32;
            done += taken;
            if (found != 0 && taken <= 8 && bytes[at + done - 1] == '\n') {
                break;
            }
        }
        length = done;
        mixed = (mixed ^ done) * MIX;
        mixed ^= mixed >>> 29;
        hash = mixed == 0 ? 1 : mixed;
        return true;
    }

    private void fill() {
        System.arraycopy(bytes, at, bytes, 0, filled - at);
        start += at;
        filled -= at;
        at = 0;
        int more = (int) Math.min(bytes.length - Long.BYTES - filled, content.length() - start - filled);
        content.read(start + filled, bytes, filled, more);
        filled += more;
    }

    /** Where the record begins. */
    long at() {
        return start + at;
    }

    int length() {
        return length;
    }

    /** The hash of the record's bytes; never 0. */
    long hash() {
        return hash;
    }
}

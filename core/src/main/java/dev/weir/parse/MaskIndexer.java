package dev.weir.parse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds the separators outside quotes, 64 bytes at a time: byte equality on 8-byte words, eight flags packed into a byte
 * by one multiplication, the in-quote mask by prefix-xor.
 *
 * <p>Toggling at every quote is wrong where a quote stands inside an unquoted cell, so every quote is verified: an
 * opening one must follow a separator, a quote or the record's start, a closing one must be followed by a separator, a
 * quote or the end. Where one does not, the caller indexes the block again by {@link StrictIndexer}. This is the hot
 * loop of the program: one method, unrolled by hand.
 */
final class MaskIndexer {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long LOW = 0x7f7f7f7f7f7f7f7fL;
    private static final long HIGH = 0x8080808080808080L;
    private static final long LINE_FEEDS = 0x0a * ONES;
    private static final long RETURNS = 0x0d * ONES;
    private static final long PACK = 0x0102040810204080L;

    private final long delimiters;
    private final long quotes;
    private final boolean quoting;

    /** Separators found, one entry each, from {@code positions[1]} on; the entry before is that of the record's start. */
    int[] positions = new int[1 << 15];

    int count;
    /** Indexes into the separators of the cells that begin with a quote. */
    int[] quoted = new int[1 << 10];

    int quotedCount;
    /** Line feeds, inside quotes and outside, and CRs that end a line. */
    int breaks;
    /** Line feeds inside quotes. */
    int innerBreaks;
    /** Whether a byte above 0x7f was seen. */
    boolean wide;

    private boolean carriageReturns;
    private long inQuotes;
    private long behindSeparator;
    private long behindQuote;
    private long behindClosing;
    private boolean misplaced;

    MaskIndexer(CsvFormat format) {
        this.delimiters = (format.delimiter() & 0xff) * ONES;
        this.quoting = format.quote() >= 0;
        this.quotes = quoting ? format.quote() * ONES : 0;
    }

    /** Begins at a record's start; the bytes up to {@code from} are not looked at. */
    void begin(int from) {
        count = 1;
        positions[0] = from - 1;
        quotedCount = 0;
        breaks = 0;
        innerBreaks = 0;
        wide = false;
        misplaced = false;
        inQuotes = 0;
        behindSeparator = 1;
        behindQuote = 0;
        behindClosing = 0;
    }

    boolean endsInQuotes() {
        return inQuotes != 0;
    }

    /**
     * Indexes the bytes from {@code from} to {@code to}, where the last call ended.
     *
     * <p>Only the last call of a pass may cover a number of bytes that is not a multiple of 64. The byte behind {@code
     * to} is looked at where the last one is a CR.
     *
     * @return false where a quote is not where a quote may stand; or where the bytes hold a CR that this pass did not
     *     look for: then {@link #looksForReturns} has become true and the pass is to be begun again
     */
    boolean index(byte[] bytes, int from, int to) {
        long high = 0;
        long returns = 0;
        int n = count;
        int[] out = positions;
        int feeds = 0;
        for (int base = from; base < to; base += 64) {
            if (n + 72 > out.length) {
                out = positions = Arrays.copyOf(out, out.length * 2);
            }
            long any = 0;
            long separators = 0;
            for (int i = 0; i < 64; i += 8) {
                long word = (long) LONGS.get(bytes, base + i);
                high |= word;
                long delimiter = word ^ delimiters;
                long lineFeed = word ^ LINE_FEEDS;
                long feed = ~(((lineFeed & LOW) + LOW) | lineFeed) & HIGH;
                feeds += Long.bitCount(feed);
                long found = ~(((delimiter & LOW) + LOW) | delimiter) & HIGH | feed;
                separators |= ((found >>> 7) * PACK >>> 56) << i;
                long quote = word ^ quotes;
                any |= (quote - ONES) & ~quote;
                long carriageReturn = word ^ RETURNS;
                returns |= (carriageReturn - ONES) & ~carriageReturn;
            }
            if (base + 64 > to) {
                separators &= -1L >>> (64 - (to - base));
                feeds -= Long.bitCount(equal(bytes, base, LINE_FEEDS) & -1L << (to - base));
            }
            if (carriageReturns) {
                separators |= loneReturns(bytes, base, to);
            }
            if ((any & HIGH) != 0 && quoting || inQuotes != 0) {
                count = n;
                separators &= quotes(bytes, base, to, separators);
            } else {
                if ((behindClosing & ~separators & 1) != 0 && bytes[base] != '\r') {
                    misplaced = true;
                }
                behindClosing = 0;
                behindQuote = 0;
                behindSeparator = separators >>> 63;
            }
            int more = Long.bitCount(separators);
            for (int done = 0; done < more; done += 8) {
                int at = n + done;
                out[at] = base + Long.numberOfTrailingZeros(separators);
                separators &= separators - 1;
                out[at + 1] = base + Long.numberOfTrailingZeros(separators);
                separators &= separators - 1;
                out[at + 2] = base + Long.numberOfTrailingZeros(separators);
                separators &= separators - 1;
                out[at + 3] = base + Long.numberOfTrailingZeros(separators);
                separators &= separators - 1;
                out[at + 4] = base + Long.numberOfTrailingZeros(separators);
                separators &= separators - 1;
                out[at + 5] = base + Long.numberOfTrailingZeros(separators);
                separators &= separators - 1;
                out[at + 6] = base + Long.numberOfTrailingZeros(separators);
                separators &= separators - 1;
                out[at + 7] = base + Long.numberOfTrailingZeros(separators);
                separators &= separators - 1;
            }
            n += more;
        }
        count = n;
        breaks += feeds;
        wide |= (high & HIGH) != 0;
        if ((returns & HIGH) != 0 && !carriageReturns) {
            carriageReturns = true;
            return false;
        }
        return !misplaced;
    }

    /** Whether passes look for CRs that end lines: from the first CR of the table on. */
    boolean looksForReturns() {
        return carriageReturns;
    }

    /** The mask of what is outside quotes in 64 bytes that have some. */
    private long quotes(byte[] bytes, int base, int to, long separators) {
        long valid = base + 64 > to ? -1L >>> (64 - (to - base)) : -1L;
        long quote = equal(bytes, base, quotes) & valid;
        long inside = prefixXor(quote) ^ inQuotes;
        long opening = quote & inside;
        long closing = quote & ~inside;
        long afterSeparator = separators << 1 | behindSeparator;
        if ((opening & ~(afterSeparator | quote << 1 | behindQuote)) != 0) {
            misplaced = true;
        }
        long afterClosing = (closing << 1 | behindClosing) & valid;
        long unfinished = afterClosing & ~(separators | quote);
        for (; unfinished != 0; unfinished &= unfinished - 1) {
            if (bytes[base + Long.numberOfTrailingZeros(unfinished)] != '\r') {
                misplaced = true;
            }
        }
        long begins = opening & afterSeparator;
        long outside = ~inside;
        noteQuoted(begins, separators & outside);
        if ((separators & inside) != 0) {
            innerBreaks += Long.bitCount(equal(bytes, base, LINE_FEEDS) & inside & valid);
        }
        behindSeparator = (separators & outside) >>> 63;
        behindQuote = quote >>> 63;
        behindClosing = closing >>> 63;
        inQuotes = inside >> 63;
        return outside;
    }

    private void noteQuoted(long begins, long separators) {
        while (begins != 0) {
            long before = (begins & -begins) - 1;
            if (quotedCount == quoted.length) {
                quoted = Arrays.copyOf(quoted, quotedCount * 2);
            }
            quoted[quotedCount++] = count - 1 + Long.bitCount(separators & before);
            begins &= begins - 1;
        }
    }

    /** CRs that no LF follows: each ends a line. */
    private long loneReturns(byte[] bytes, int base, int to) {
        long valid = base + 64 > to ? -1L >>> (64 - (to - base)) : -1L;
        long returns = equal(bytes, base, RETURNS) & valid;
        if (returns == 0) {
            return 0;
        }
        long feeds = equal(bytes, base, LINE_FEEDS) >>> 1 | (bytes[base + 64] == '\n' ? 1L << 63 : 0);
        long lone = returns & ~feeds;
        breaks += Long.bitCount(lone);
        return lone;
    }

    private static long equal(byte[] bytes, int base, long pattern) {
        long mask = 0;
        for (int i = 0; i < 64; i += 8) {
            long word = (long) LONGS.get(bytes, base + i) ^ pattern;
            long found = ~(((word & LOW) + LOW) | word) & HIGH;
            mask |= ((found >>> 7) * PACK >>> 56) << i;
        }
        return mask;
    }

    private static long prefixXor(long mask) {
        mask ^= mask << 1;
        mask ^= mask << 2;
        mask ^= mask << 4;
        mask ^= mask << 8;
        mask ^= mask << 16;
        return mask ^ mask << 32;
    }
}

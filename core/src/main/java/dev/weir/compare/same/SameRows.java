package dev.weir.compare.same;

import dev.weir.delta.PatienceDiff;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows that two files have in common, to the byte, by their hashes: read side by side, one thread a file.
 *
 * @param same where they stand, in the order of the second file
 * @param before places in the first file of the rows that it has alone, rising
 * @param after places in the second file of the rows that it has alone, rising
 * @param recordsBefore the bytes of these rows, each with a line end behind it; null where they are to be read again
 * @param recordsAfter those of the second
 * @param rowsBefore rows of the first file
 * @param rowsAfter rows of the second
 * @param common what was found to be the same without a look at single rows; null where rows were read one by one
 */
public record SameRows(
        Stretches same,
        long[] before,
        long[] after,
        byte @Nullable [] recordsBefore,
        byte @Nullable [] recordsAfter,
        long rowsBefore,
        long rowsAfter,
        @Nullable CommonRecords common) {

    /**
     * Wherever they stand: for rows that a key names. Memory: some 32 bytes for each row that stands elsewhere, 24 for
     * each stretch.
     */
    public static SameRows anywhere(TablePair pair, MemoryUse memory) {
        SameRows aligned = AlignedFiles.match(pair, memory);
        return aligned == null ? byHash(pair, memory) : aligned;
    }

    /** The same for files of all kinds. */
    static SameRows byHash(TablePair pair, MemoryUse memory) {
        Stretches same = new Stretches(memory);
        Unmatched olds = new Unmatched(memory, pair.before.table().canReadRecords());
        Unmatched news = new Unmatched(memory, pair.after.table().canReadRecords());
        try (HashReader old = new HashReader(pair.before, "before");
                HashReader now = new HashReader(pair.after, "after")) {
            while (old.has() && now.has()) {
                long before = old.place();
                long after = now.place();
                int count = HashReader.takeSame(old, now);
                same.add(before, after, count);
                if (count == 0 && !meets(old, news, same, true) && !meets(now, olds, same, false)) {
                    old.leave(olds);
                    now.leave(news);
                }
            }
            while (old.has()) {
                if (!meets(old, news, same, true)) {
                    old.leave(olds);
                }
            }
            while (now.has()) {
                if (!meets(now, olds, same, false)) {
                    now.leave(news);
                }
            }
            return new SameRows(
                    same.sorted(),
                    olds.places(),
                    news.places(),
                    olds.records(),
                    news.records(),
                    old.place(),
                    now.place(),
                    null);
        }
    }

    private static boolean meets(HashReader reader, Unmatched others, Stretches same, boolean isOld) {
        long place = others.take(reader.high(), reader.low());
        if (place < 0) {
            return false;
        }
        same.add(isOld ? reader.place() : place, isOld ? place : reader.place(), 1);
        reader.take();
        return true;
    }

    /**
     * In the order of both: for rows without a key. Common prefix, common suffix, patience diff. Memory: some 40 bytes a
     * row behind the first difference.
     */
    public static SameRows inOrder(TablePair pair, MemoryUse memory) {
        Stretches same = new Stretches(memory);
        try (HashReader old = new HashReader(pair.before, "before");
                HashReader now = new HashReader(pair.after, "after")) {
            int count = 1;
            while (count > 0 && old.has() && now.has()) {
                long place = old.place();
                count = HashReader.takeSame(old, now);
                same.add(place, place, count);
            }
            long prefix = old.place();
            Rest olds = new Rest(memory);
            Rest news = new Rest(memory);
            while (old.has() || now.has()) { // in turns, so that neither thread waits for the other
                olds.take(old);
                news.take(now);
            }
            int[] oldOf = PatienceDiff.match(olds.high(), news.high());
            boolean[] isMet = new boolean[olds.count];
            boolean[] meets = new boolean[news.count];
            for (int i = 0; i < oldOf.length; i++) {
                if (oldOf[i] >= 0 && olds.low[oldOf[i]] == news.low[i]) {
                    same.add(prefix + oldOf[i], prefix + i, 1);
                    isMet[oldOf[i]] = true;
                    meets[i] = true;
                }
            }
            return new SameRows(
                    same, alone(isMet, prefix), alone(meets, prefix), null, null, old.place(), now.place(), null);
        }
    }

    private static long[] alone(boolean[] isMet, long prefix) {
        long[] places = new long[isMet.length];
        int count = 0;
        for (int i = 0; i < isMet.length; i++) {
            if (!isMet[i]) {
                places[count++] = prefix + i;
            }
        }
        return Arrays.copyOf(places, count);
    }

    /** The hashes of the rows behind the common prefix. */
    private static final class Rest {
        private static final int ROW_BYTES = 48;

        private final MemoryUse memory;
        private long[] high = new long[1024];
        private long[] low = new long[1024];
        private int count;

        Rest(MemoryUse memory) {
            this.memory = memory;
        }

        void take(HashReader reader) {
            if (reader.has()) {
                if (count == high.length) {
                    int more = count + (count >> 1);
                    memory.hold((long) ROW_BYTES * (more - count));
                    high = Arrays.copyOf(high, more);
                    low = Arrays.copyOf(low, more);
                }
                high[count] = reader.high();
                low[count++] = reader.low();
                reader.take();
            }
        }

        long[] high() {
            return Arrays.copyOf(high, count);
        }
    }
}

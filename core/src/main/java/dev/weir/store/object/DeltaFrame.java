package dev.weir.store.object;

import dev.weir.store.matching.Content;
import dev.weir.store.matching.Numbers;
import java.util.Arrays;

/**
 * A frame of a difference: bytes to insert and parts of the base to copy, in the order of the file.
 *
 * <p>The context of what is inserted is what it most likely replaces: the parts of the base that lie between one copy and
 * the next. To read them is to read through the base once more, so a frame may do without.
 */
final class DeltaFrame {
    /** Bytes of the base that one gap gives to the context at most, and all of a frame. */
    static final int GAP = 1 << 16;

    static final int GAPS = 1 << 20;

    private final int operations;
    /** Of each operation: where its insert begins in the frame's output, and its copy, and where the copy comes from. */
    private final long[] starts;

    private final long[] copyStarts;
    private final long[] sources;
    private final int[] inserts;
    private final byte[] inserted;
    private final long length;

    private DeltaFrame(
            int operations,
            long[] starts,
            long[] copyStarts,
            long[] sources,
            int[] inserts,
            byte[] inserted,
            long end) {
        this.operations = operations;
        this.starts = starts;
        this.copyStarts = copyStarts;
        this.sources = sources;
        this.inserts = inserts;
        this.inserted = inserted;
        this.length = end;
    }

    /** Reads the frame at a cursor. */
    static DeltaFrame read(StoredFile file, StoredCursor cursor, Content base) {
        Sizes sizes = Sizes.read(cursor);
        byte[] codes = Compressed.decode(file, cursor.bytes(sizes.storedCodes()), new byte[0], sizes.codes());
        byte[] stored = cursor.bytes(sizes.storedInserts());
        CodeReader reader = new CodeReader(file, codes);
        int most = codes.length / 2;
        long[] starts = new long[most];
        long[] copyStarts = new long[most];
        long[] sources = new long[most];
        int[] inserts = new int[most];
        int count = 0;
        long at = 0;
        long insertAt = 0;
        long copied = 0;
        while (reader.hasNext()) {
            if (count == most) {
                throw file.damaged("is damaged: an operation without an end");
            }
            starts[count] = at;
            inserts[count] = (int) insertAt;
            long insert = reader.number();
            long copy = reader.number();
            copyStarts[count] = at + insert;
            if (insert > sizes.inserts() - insertAt) {
                throw file.damaged("is damaged: more is inserted than there is");
            }
            if (copy > 0) {
                long source = copied + Numbers.signedOf(reader.number());
                if (source < 0 || source > base.length() || copy > base.length() - source) {
                    throw file.damaged("is damaged: a copy of what the base has not");
                }
                sources[count] = source;
                copied = source + copy;
            } else {
                sources[count] = -1;
            }
            insertAt += insert;
            at += insert + copy;
            count++;
        }
        if (at != sizes.length() || insertAt != sizes.inserts()) {
            throw file.damaged("is damaged: its operations are not as long as it says");
        }
        Gaps gaps = new Gaps(base.length());
        for (int i = 0; i < count && sizes.inContext(); i++) {
            if (sources[i] >= 0) {
                gaps.copy(sources[i], (i + 1 < count ? starts[i + 1] : at) - copyStarts[i]);
            }
        }
        byte[] inserted = Compressed.decode(file, stored, gaps.read(base), sizes.inserts());
        return new DeltaFrame(count, starts, copyStarts, sources, inserts, inserted, at);
    }

    /** Reads bytes of this frame's output, which has them. */
    void read(long at, byte[] into, int from, int count, Content base) {
        int found = Arrays.binarySearch(starts, 0, operations, at);
        // Operations of no bytes have the start of the next: of several with one start any will do.
        int operation = found >= 0 ? found : -found - 2;
        int done = 0;
        while (done < count) {
            long place = at + done;
            long end = operation + 1 < operations ? starts[operation + 1] : length;
            if (place < copyStarts[operation]) {
                int inside = (int) (place - starts[operation]);
                int some = (int) Math.min(count - done, copyStarts[operation] - place);
                System.arraycopy(inserted, inserts[operation] + inside, into, from + done, some);
                done += some;
            } else if (place < end) {
                int some = (int) Math.min(count - done, end - place);
                base.read(sources[operation] + place - copyStarts[operation], into, from + done, some);
                done += some;
            } else {
                operation++;
            }
        }
    }

    /**
     * What a frame of a difference begins with.
     *
     * @param length how many bytes of the file it makes
     * @param inContext whether its inserts have the gaps as context
     * @param codes how many bytes its operations are, decompressed
     * @param storedCodes and compressed
     * @param inserts how many bytes it inserts, decompressed
     * @param storedInserts and compressed
     */
    record Sizes(long length, boolean inContext, int codes, int storedCodes, int inserts, int storedInserts) {
        static Sizes read(StoredCursor cursor) {
            return new Sizes(
                    cursor.number(),
                    cursor.number(1, "a context") == 1,
                    cursor.number(Compressed.LARGEST, "operations"),
                    cursor.number(2 * Compressed.LARGEST, "stored operations"),
                    cursor.number(Compressed.LARGEST, "inserts"),
                    cursor.number(2 * Compressed.LARGEST, "stored inserts"));
        }

        void write(Numbers bytes) {
            bytes.number(length)
                    .number(inContext ? 1 : 0)
                    .number(codes)
                    .number(storedCodes)
                    .number(inserts)
                    .number(storedInserts);
        }
    }

    /** The numbers of decompressed operations. */
    private static final class CodeReader {
        private final StoredFile file;
        private final byte[] codes;
        private int at;

        CodeReader(StoredFile file, byte[] codes) {
            this.file = file;
            this.codes = codes;
        }

        boolean hasNext() {
            return at < codes.length;
        }

        long number() {
            long value = 0;
            for (int shift = 0; shift < 63 && at < codes.length; shift += 7) {
                int next = codes[at++];
                value |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw file.damaged("is damaged: a number has no end");
        }
    }
}

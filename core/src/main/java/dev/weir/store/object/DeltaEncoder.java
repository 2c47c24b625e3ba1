package dev.weir.store.object;

import dev.weir.store.matching.Content;
import dev.weir.store.matching.Numbers;
import dev.weir.store.matching.Operations;

/** Writes the frames of a difference: operations, and what they insert with what it replaces as its context. */
final class DeltaEncoder {
    private static final int INSERTS = 1 << 20;
    private static final int CODES = 1 << 16;

    /** A longer base is not read through for the context alone. */
    private static final long LONGEST_IN_CONTEXT = 1 << 22;

    private final Content content;
    private final Content base;
    private final boolean inContext;
    private final int level;
    private final Output out;
    private final Numbers codes = new Numbers();
    private final Numbers inserts = new Numbers();
    private Gaps gaps;
    private long at;
    private long length;
    private long copied;

    private DeltaEncoder(Content content, Content base, int level, Output out) {
        this.content = content;
        this.base = base;
        this.inContext = base.length() <= LONGEST_IN_CONTEXT;
        this.level = level;
        this.out = out;
        this.gaps = new Gaps(base.length());
    }

    static void write(Operations operations, Content content, Content base, int level, Output out) {
        DeltaEncoder encoder = new DeltaEncoder(content, base, level, out);
        operations.each(encoder::add);
        encoder.flush();
    }

    private void add(long insert, long copy, long source) {
        long rest = insert;
        while (rest > INSERTS - inserts.size()) {
            int some = INSERTS - inserts.size();
            append(some, 0, 0);
            flush();
            rest -= some;
        }
        append((int) rest, copy, source);
        if (codes.size() >= CODES) {
            flush();
        }
    }

    private void append(int insert, long copy, long source) {
        codes.number(insert).number(copy);
        inserts.bytes(content.part(at, insert));
        if (copy > 0) {
            codes.signed(source - copied);
            copied = source + copy;
            if (inContext) {
                gaps.copy(source, copy);
            }
        }
        at += insert + copy;
        length += insert + copy;
    }

    private void flush() {
        if (length == 0) {
            return;
        }
        byte[] storedCodes = Compressed.encode(codes.array(), 0, codes.size(), new byte[0], level);
        byte[] storedInserts = Compressed.encode(inserts.array(), 0, inserts.size(), gaps.read(base), level);
        Numbers sizes = new Numbers();
        new DeltaFrame.Sizes(length, inContext, codes.size(), storedCodes.length, inserts.size(), storedInserts.length)
                .write(sizes);
        out.write(sizes.array(), 0, sizes.size());
        out.write(storedCodes, 0, storedCodes.length);
        out.write(storedInserts, 0, storedInserts.length);
        codes.clear();
        inserts.clear();
        gaps = new Gaps(base.length());
        length = 0;
        copied = 0;
    }
}

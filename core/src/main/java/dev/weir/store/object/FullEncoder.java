package dev.weir.store.object;

import dev.weir.store.matching.Content;
import dev.weir.store.matching.Numbers;

/** Writes the frames of an object in full, each with the part of the base as context that stands where it does. */
final class FullEncoder {
    static final int FRAME = 1 << 20;
    private static final int CONTEXT = 1 << 20;
    private static final int SAMPLES = 8;
    private static final int SAMPLE = 1 << 17;

    private FullEncoder() {}

    /** @param base empty for frames without a context */
    static void write(Content content, Content base, boolean hasBase, int level, Output out) {
        Numbers bytes = new Numbers();
        for (long at = 0; at < content.length(); at += FRAME) {
            int length = (int) Math.min(FRAME, content.length() - at);
            long contextAt = contextAt(content, base, at, length);
            int context = context(base);
            byte[] stored =
                    Compressed.encode(content.part(at, length), 0, length, base.part(contextAt, context), level);
            bytes.clear();
            new FullFrame(length, contextAt, context, stored.length).write(bytes, hasBase);
            out.write(bytes.array(), 0, bytes.size());
            out.write(stored, 0, stored.length);
        }
    }

    private static int context(Content base) {
        return (int) Math.min(base.length(), CONTEXT);
    }

    private static long contextAt(Content content, Content base, long at, int length) {
        int context = context(base);
        long middle = (long) ((at + length / 2.0) / content.length() * base.length());
        return Math.max(0, Math.min(middle - context / 2, base.length() - context));
    }

    /** The share of its size that a file is compressed to, found on parts of it. */
    static double share(Content content, Content base, int level) {
        long taken = 0;
        long stored = 0;
        for (int i = 0; i < SAMPLES; i++) {
            long at = content.length() / SAMPLES * i;
            int length = (int) Math.min(SAMPLE, content.length() - at);
            byte[] context = base.part(contextAt(content, base, at, length), context(base));
            stored += Compressed.encode(content.part(at, length), 0, length, context, level).length;
            taken += length;
        }
        return (double) stored / Math.max(1, taken);
    }
}

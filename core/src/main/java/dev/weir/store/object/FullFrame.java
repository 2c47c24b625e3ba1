package dev.weir.store.object;

import dev.weir.store.matching.Numbers;

/**
 * What a frame of an object in full begins with.
 *
 * @param length how many bytes it holds
 * @param contextAt where its context begins in the base
 * @param context how many bytes of the base are its context
 * @param stored how many bytes it takes, behind these numbers
 */
record FullFrame(int length, long contextAt, int context, int stored) {
    static FullFrame read(StoredCursor cursor, boolean hasBase) {
        int length = cursor.number(Compressed.LARGEST, "a frame");
        long contextAt = hasBase ? cursor.number() : 0;
        int context = hasBase ? cursor.number(Compressed.LARGEST, "a context") : 0;
        return new FullFrame(length, contextAt, context, cursor.number(2 * Compressed.LARGEST, "a stored frame"));
    }

    void write(Numbers bytes, boolean hasBase) {
        bytes.number(length);
        if (hasBase) {
            bytes.number(contextAt).number(context);
        }
        bytes.number(stored);
    }
}

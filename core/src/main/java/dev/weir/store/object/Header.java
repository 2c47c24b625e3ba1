package dev.weir.store.object;

import dev.weir.store.matching.Numbers;
import java.util.HexFormat;

/**
 * What the file of an object begins with.
 *
 * @param form {@link #FULL} or {@link #DELTA}
 * @param depth how many other objects are decoded before this one
 * @param length how many bytes the object holds
 * @param base the object that this one builds on; empty where the depth is 0
 * @param frames where the frames begin in the file
 */
record Header(int form, int depth, long length, String base, long frames) {
    static final int FULL = 0;
    static final int DELTA = 1;

    /** Eight decodings at most, the object's own among them. */
    static final int DEEPEST = 7;

    private static final byte[] MAGIC = {'W', 'E', 'I', 'R', 'O', '1'};
    private static final int HASH = 32;

    static Header read(StoredFile file) {
        StoredCursor cursor = new StoredCursor(file, 0);
        for (byte expected : MAGIC) {
            if (cursor.next() != expected) {
                throw file.damaged("is no object: it does not begin with WEIRO1");
            }
        }
        int form = cursor.number(DELTA, "a form");
        int depth = cursor.number(DEEPEST, "a depth");
        long length = cursor.number();
        if (form == DELTA && depth == 0) {
            throw file.damaged("is damaged: a difference to nothing");
        }
        String base = depth == 0 ? "" : HexFormat.of().formatHex(cursor.bytes(HASH));
        return new Header(form, depth, length, base, cursor.at());
    }

    byte[] bytes() {
        Numbers bytes = new Numbers().bytes(MAGIC).one(form).one(depth).number(length);
        return (depth == 0 ? bytes : bytes.bytes(HexFormat.of().parseHex(base))).copy();
    }
}

package dev.weir.refresh.source;

import dev.weir.delta.Label;
import dev.weir.row.TextBuffer;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From the keys of a source's rows to their labels: entries (key, label), each with the length of its key; and under a
 * zero byte, with which no key begins, the keys that more than one row has. One thread.
 */
final class SourceKeys {
    private static final byte[] NOTHING = {};
    private static final byte[] MARK = {0};

    private final SortedRuns runs;

    SourceKeys(SortedRuns runs) {
        this.runs = runs;
    }

    /** Adds (weight +1) or takes away a row with a key. */
    void change(byte[] key, byte[] label, int weight) {
        byte[] entry = Label.join(key, label);
        if (weight > 0) {
            runs.put(entry, lengthOf(key.length));
        } else {
            runs.remove(entry);
        }
    }

    /** Adds a row: its key, of so many bytes, and its label behind it. */
    void add(TextBuffer entry, int length) {
        byte[] value = lengthOf(length);
        runs.load(entry.bytes, 0, entry.length, value, 0, value.length);
    }

    void seal() {
        runs.seal();
    }

    private static byte[] lengthOf(int length) {
        return length < 256
                ? new byte[] {(byte) length}
                : ByteBuffer.allocate(4).putInt(length).array();
    }

    private static int length(byte[] value) {
        return value.length == 1 ? value[0] & 0xff : ByteBuffer.wrap(value).getInt();
    }

    /** A reader of the index as it now is. */
    Lookup lookup() {
        return new Lookup(runs.cursor(Side.AFTER));
    }

    /** The keys that more than one row has. */
    Set<ByteBuffer> repeated() {
        Set<ByteBuffer> repeated = new HashSet<>();
        try (SortedRuns.Cursor cursor = runs.cursor(Side.AFTER)) {
            for (boolean more = cursor.seek(MARK); more && cursor.key()[0] == 0; more = cursor.next()) {
                byte[] entry = cursor.key();
                repeated.add(ByteBuffer.wrap(entry, 1, entry.length - 1).slice());
            }
        }
        return repeated;
    }

    /** Marks those of some changed keys that more than one row has, and no others of them. */
    void markRepeated(List<byte[]> keys) {
        boolean[] isRepeated = new boolean[keys.size()];
        boolean[] isMarked = new boolean[keys.size()];
        try (Lookup lookup = lookup()) {
            for (int i = 0; i < isRepeated.length; i++) {
                byte[] key = keys.get(i);
                isRepeated[i] = lookup.first(key) != null && lookup.second(key) != null;
            }
            for (int i = 0; i < isMarked.length; i++) {
                isMarked[i] = lookup.isThere(Label.join(MARK, keys.get(i)));
            }
        }
        for (int i = 0; i < isRepeated.length; i++) {
            if (isRepeated[i] && !isMarked[i]) {
                runs.put(Label.join(MARK, keys.get(i)), NOTHING);
            } else if (isMarked[i] && !isRepeated[i]) {
                runs.remove(Label.join(MARK, keys.get(i)));
            }
        }
    }

    /** Marks all keys that more than one row has: one walk through the index. */
    void markAllRepeated() {
        Set<ByteBuffer> repeated = new HashSet<>();
        try (SortedRuns.Cursor cursor = runs.cursor(Side.AFTER)) {
            byte[] last = NOTHING;
            for (boolean more = cursor.seek(new byte[] {1}); more; more = cursor.next()) {
                byte[] entry = cursor.key();
                int length = length(cursor.value());
                if (Arrays.equals(last, 0, last.length, entry, 0, length)) {
                    repeated.add(ByteBuffer.wrap(last));
                }
                last = Arrays.copyOf(entry, length);
            }
        }
        repeated.forEach(key -> runs.put(Label.join(MARK, key.array()), NOTHING));
    }

    /** Finds labels by key; to be closed before the index is changed. */
    static final class Lookup implements AutoCloseable {
        private final SortedRuns.Cursor cursor;

        Lookup(SortedRuns.Cursor cursor) {
            this.cursor = cursor;
        }

        /** The first label of the rows with a key, null where there is none. */
        byte @Nullable [] first(byte[] key) {
            return cursor.seek(key) ? label(key) : null;
        }

        /** The label behind the one found last, null where there is none. */
        byte @Nullable [] second(byte[] key) {
            return cursor.next() ? label(key) : null;
        }

        boolean isThere(byte[] entry) {
            return cursor.seek(entry) && Arrays.equals(cursor.key(), entry);
        }

        private byte @Nullable [] label(byte[] key) {
            byte[] entry = cursor.key();
            return entry.length > key.length && Arrays.equals(entry, 0, key.length, key, 0, key.length)
                    ? Arrays.copyOfRange(entry, key.length, entry.length)
                    : null;
        }

        @Override
        public void close() {
            cursor.close();
        }
    }
}

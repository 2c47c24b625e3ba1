package dev.weir.refresh;

import dev.weir.delta.Label;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** From keys to the labels of the rows that have them, in order; in sorted runs, each entry (key, label). One thread. */
final class KeyIndex implements AutoCloseable {
    private static final byte[] NOTHING = {};
    private final SortedRuns runs;
    private final SortedRuns.Cursor before;
    private final SortedRuns.Cursor after;

    KeyIndex(SortedRuns runs) {
        this.runs = runs;
        this.before = runs.cursor(Side.BEFORE);
        this.after = runs.cursor(Side.AFTER);
    }

    /** Adds (weight +1) or takes away a row with a key. */
    void change(byte[] key, byte[] label, int weight) {
        byte[] entry = Label.join(key, label);
        if (weight > 0) {
            runs.put(entry, NOTHING);
        } else {
            runs.remove(entry);
        }
    }

    /** The labels of the rows with a key, ascending. */
    void labels(byte[] key, Side side, Consumer<byte[]> to) {
        SortedRuns.Cursor cursor = side == Side.BEFORE ? before : after;
        for (boolean more = cursor.seek(key); more; more = cursor.next()) {
            byte[] entry = cursor.key();
            if (!startsWith(entry, key)) {
                return;
            }
            to.accept(Arrays.copyOfRange(entry, key.length, entry.length));
        }
    }

    /** The label of the first row with a key; null where there is none. */
    byte @Nullable [] first(byte[] key, Side side) {
        SortedRuns.Cursor cursor = side == Side.BEFORE ? before : after;
        if (!cursor.seek(key)) {
            return null;
        }
        byte[] entry = cursor.key();
        return startsWith(entry, key) ? Arrays.copyOfRange(entry, key.length, entry.length) : null;
    }

    /** Whether there is a row with a key. */
    boolean has(byte[] key, Side side) {
        SortedRuns.Cursor cursor = side == Side.BEFORE ? before : after;
        return cursor.seek(key) && startsWith(cursor.key(), key);
    }

    private static boolean startsWith(byte[] entry, byte[] key) {
        return entry.length >= key.length && Arrays.equals(entry, 0, key.length, key, 0, key.length);
    }

    @Override
    public void close() {
        before.close();
        after.close();
    }
}

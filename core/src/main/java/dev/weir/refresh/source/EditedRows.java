package dev.weir.refresh.source;

import dev.weir.delta.Delta;
import dev.weir.delta.Label;
import dev.weir.store.RowBlock;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a source with edits over them that are not in its tables yet. Finding a row by label or key costs two look-ups.
 * One thread. Memory: the rows that the edits touch.
 */
final class EditedRows implements AutoCloseable {
    private static final byte[] GONE = {};

    private final SourceTable table;
    private final SortedRuns.Cursor cursor;
    private final SourceKeys.@Nullable Lookup lookup;
    /** What edits made of rows, {@link #GONE} where they took them away. */
    private final TreeMap<byte[], byte[]> edited = new TreeMap<>(Arrays::compareUnsigned);

    /** What these were before, {@link #GONE} for rows that were not there. */
    private final Map<ByteBuffer, byte[]> before = new HashMap<>();

    private final Map<ByteBuffer, List<byte[]>> newKeys = new HashMap<>();
    private final Set<ByteBuffer> oldKeys = new HashSet<>();
    private @Nullable RowPlaces places;

    EditedRows(SourceTable table) {
        this.table = table;
        SourceKeys keys = table.keys();
        this.cursor = table.rows().cursor(Side.AFTER);
        this.lookup = keys == null ? null : keys.lookup();
    }

    /** A row's cells; null where there is no such row. */
    byte @Nullable [] cells(byte[] label) {
        byte[] known = edited.get(label);
        if (known != null) {
            return known == GONE ? null : known;
        }
        byte[] kept = before(label);
        return kept == GONE ? null : kept;
    }

    private byte[] before(byte[] label) {
        return before.computeIfAbsent(ByteBuffer.wrap(label), key -> {
            byte[] cells = table.rows().get(label, Side.AFTER);
            return cells == null ? GONE : cells;
        });
    }

    /** The label of the first row with a key; null where there is none. */
    byte @Nullable [] find(byte[] key) {
        byte[] first = null;
        if (lookup != null) {
            byte[] label = lookup.first(key);
            while (label != null && oldKeys.contains(ByteBuffer.wrap(Label.join(key, label)))) {
                label = lookup.second(key);
            }
            first = label;
        }
        for (byte[] label : newKeys.getOrDefault(ByteBuffer.wrap(key), List.of())) {
            if (first == null || Arrays.compareUnsigned(label, first) < 0) {
                first = label;
            }
        }
        return first;
    }

    /** Puts a row, of which there was another one or none. */
    void put(byte[] label, byte @Nullable [] oldKey, byte[] cells, byte @Nullable [] key, boolean isNew) {
        if (isNew) {
            before.put(ByteBuffer.wrap(label), GONE);
        }
        edited.put(label, cells);
        if (!Arrays.equals(oldKey, key)) {
            forget(oldKey, label);
            if (key != null) {
                newKeys.computeIfAbsent(ByteBuffer.wrap(key), k -> new ArrayList<>(1))
                        .add(label);
            }
        }
        if (isNew && places != null) {
            places.count(label, 1);
        }
    }

    void remove(byte[] label, byte @Nullable [] key) {
        edited.put(label, GONE);
        forget(key, label);
        if (places != null) {
            places.count(label, -1);
        }
    }

    private void forget(byte @Nullable [] key, byte[] label) {
        if (key == null) {
            return;
        }
        List<byte[]> made = newKeys.get(ByteBuffer.wrap(key));
        if (made == null || !made.removeIf(one -> Arrays.equals(one, label))) {
            oldKeys.add(ByteBuffer.wrap(Label.join(key, label)));
        }
    }

    /** A label behind all that there are or were. */
    byte[] labelAtEnd() {
        cursor.seek(new byte[] {(byte) 0xff});
        byte[] last = cursor.previous() ? cursor.key() : null;
        if (!edited.isEmpty() && (last == null || Arrays.compareUnsigned(last, edited.lastKey()) < 0)) {
            last = edited.lastKey();
        }
        return Label.between(last, null);
    }

    /** A label right behind that of a row, or in front of all. */
    byte[] labelBehind(byte @Nullable [] label) {
        boolean more = cursor.seek(label == null ? new byte[0] : label);
        if (more && label != null && Arrays.equals(cursor.key(), label)) {
            more = cursor.next();
        }
        byte[] next = more ? cursor.key() : null;
        byte[] other = label == null ? edited.isEmpty() ? null : edited.firstKey() : edited.higherKey(label);
        if (next == null || other != null && Arrays.compareUnsigned(other, next) < 0) {
            next = other;
        }
        return Label.between(label, next);
    }

    /**
     * The label of a row by its number, from 1; null where there is none. The first call walks through all labels, later
     * ones through some hundred.
     */
    byte @Nullable [] labelOf(long number) {
        RowPlaces known = places;
        if (known == null) {
            try (Walk walk = walk(Line.NO_LABEL)) {
                known = RowPlaces.of(walk);
            }
            places = known;
        }
        RowPlaces.Place place = known.find(number);
        try (Walk walk = walk(place.from())) {
            for (long i = 1; walk.next(); i++) {
                if (i == place.number()) {
                    return walk.label();
                }
            }
        }
        return null;
    }

    /** The rows as they now are, from a label on. */
    Walk walk(byte[] from) {
        return new Walk(from);
    }

    /** What all edits together changed. */
    Delta delta() {
        Delta.Builder delta = new Delta.Builder(table.codec());
        edited.forEach((label, cells) -> {
            byte[] old = before(label);
            if (Arrays.equals(old, cells)) {
                return;
            }
            if (old != GONE) {
                delta.add(label, -1, RowBlock.of(List.of(old), table.shape()), 0);
            }
            if (cells != GONE) {
                delta.add(label, 1, RowBlock.of(List.of(cells), table.shape()), 0);
            }
        });
        return delta.build();
    }

    @Override
    public void close() {
        cursor.close();
        if (lookup != null) {
            lookup.close();
        }
    }

    /** Goes through the rows in order. */
    final class Walk implements AutoCloseable {
        private final SortedRuns.Cursor rows = table.rows().cursor(Side.AFTER);
        private boolean hasRow;
        private byte[] label;
        private byte[] cells = GONE;
        private boolean isFirst = true;

        Walk(byte[] from) {
            this.label = from;
            this.hasRow = rows.seek(from);
        }

        boolean next() {
            while (true) {
                Map.Entry<byte[], byte[]> edit = isFirst ? edited.ceilingEntry(label) : edited.higherEntry(label);
                byte[] row = hasRow ? rows.key() : null;
                if (row == null && edit == null) {
                    return false;
                }
                isFirst = false;
                if (edit == null || row != null && Arrays.compareUnsigned(row, edit.getKey()) < 0) {
                    label = row == null ? label : row;
                    cells = rows.value();
                    hasRow = rows.next();
                    return true;
                }
                if (Arrays.equals(row, edit.getKey())) {
                    hasRow = rows.next();
                }
                label = edit.getKey();
                if (edit.getValue() != GONE) {
                    cells = edit.getValue();
                    return true;
                }
            }
        }

        byte[] label() {
            return label;
        }

        byte[] cells() {
            return cells;
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}

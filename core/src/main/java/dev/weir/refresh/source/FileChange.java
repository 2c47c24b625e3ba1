package dev.weir.refresh.source;

import dev.weir.delta.Delta;
import dev.weir.delta.Label;
import dev.weir.delta.RefusedException;
import dev.weir.operate.Batches;
import dev.weir.store.RowBlock;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What changed from the rows that are kept of a source to a new full file. Rows with a key are matched by it: those that
 * are still there keep their labels, with what is different in them, unless they stand elsewhere, outside
 * the longest increasing run of the old places: then they are taken away and put at their new place under a new label.
 * Rows without a key are matched as a sequence. What is found is a function of the two files alone.
 *
 * <p>Refused ({@link RefusedException}): more than a quarter of at least 1,000 rows changed, more changed than memory
 * holds, a label grew too long.
 */
public final class FileChange {
    private static final int WINDOW = 1024;
    static final int LEAST_REFUSED = 1000;

    private final SourceTable table;
    private final Matching matching;
    private final Delta.Builder delta;
    private final List<Line> placed = new ArrayList<>();
    private final List<Line> removed = new ArrayList<>();
    private long changed;
    private long moved;

    /**
     * A change and what it does, in rows. A row that is moved and has other cells counts as both.
     *
     * @param delta in the table under {@link Side#AFTER}
     */
    public record Found(Delta delta, long oldRows, long newRows, long added, long removed, long changed, long moved) {}

    private FileChange(SourceTable table, Matching matching) {
        this.table = table;
        this.matching = matching;
        this.delta = new Delta.Builder(table.codec());
    }

    /**
     * Finds the change from a table's rows to a file and makes it.
     *
     * @param file opens the file's rows, the same ones each time
     */
    public static Found find(SourceTable table, Supplier<Batches> file) {
        return find(table, file, WINDOW);
    }

    static Found find(SourceTable table, Supplier<Batches> file, int window) {
        SourceKeys keys = table.keys();
        Matching matching = keys == null ? SequenceMatch.of(table, file) : KeyedMatch.of(table, keys, file, window);
        return new FileChange(table, matching).found();
    }

    private Found found() {
        removed.addAll(matching.gone);
        placed.addAll(matching.added);
        for (Stretch stretch : matching.stretches) {
            Line old = stretch.oldLine;
            Line now = stretch.newLine;
            boolean isChanged = old != null && now != null && !Arrays.equals(old.cells, now.cells);
            changed += isChanged ? 1 : 0;
            moved += stretch.isKept ? 0 : stretch.length;
            if (!stretch.isKept) {
                requireMemory(stretch);
                move(stretch, old, now);
            } else if (isChanged && old != null && now != null) {
                removed.add(old);
                delta.add(old.label, 1, RowBlock.of(List.of(now.cells), table.shape()), 0);
            }
        }
        requireFew();
        retract();
        place();
        Delta change = delta.build();
        table.apply(change);
        return new Found(
                change,
                matching.oldRows,
                matching.newRows,
                matching.added.size(),
                matching.gone.size(),
                changed,
                moved);
    }

    private void requireMemory(Stretch stretch) {
        if (stretch.oldLine == null) {
            matching.hold(stretch.length * Stretch.HEAP_BYTES);
        }
    }

    private void requireFew() {
        long rows = Math.max(matching.oldRows, matching.newRows);
        if (rows >= LEAST_REFUSED && 4 * Math.max(placed.size() + changed, removed.size()) > rows) {
            throw tooMany(table);
        }
    }

    static RefusedException tooMany(SourceTable table) {
        return new RefusedException("more than a quarter of the rows of " + table.name() + " changed");
    }

    private void move(Stretch stretch, @Nullable Line old, @Nullable Line now) {
        if (old != null && now != null) {
            removed.add(old);
            placed.add(now);
            return;
        }
        try (SortedRuns.Cursor cursor = table.rows().cursor(Side.AFTER)) {
            boolean more = cursor.seek(stretch.firstLabel);
            for (long i = 0; i < stretch.length && more; i++) {
                Line line = new Line(stretch.newFrom + i, cursor.key(), cursor.value(), false);
                matching.hold(line.heapBytes());
                removed.add(line);
                placed.add(line);
                more = cursor.next();
            }
        }
    }

    private void retract() {
        removed.sort((a, b) -> Arrays.compareUnsigned(a.label, b.label));
        for (int from = 0; from < removed.size(); from += 4096) {
            List<Line> part = removed.subList(from, Math.min(removed.size(), from + 4096));
            RowBlock block = RowBlock.of(part.stream().map(line -> line.cells).toList(), table.shape());
            for (int i = 0; i < part.size(); i++) {
                delta.add(part.get(i).label, -1, block, i);
            }
        }
    }

    private static byte @Nullable [] firstLabel(List<Stretch> kept, int i) {
        return i < kept.size() ? kept.get(i).firstLabel : null;
    }

    /** The first label below the first row that stays: labels of rows that go are not given again. */
    private byte[] firstFree(byte[] after) {
        byte[] first = removed.isEmpty() ? after : removed.get(0).label;
        return Arrays.compareUnsigned(first, after) < 0 ? first : after;
    }

    /** The last label in the gap between two rows that stay. */
    private byte @Nullable [] lastFree(byte @Nullable [] before, byte @Nullable [] after) {
        int low = 0;
        int high = removed.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (after == null || Arrays.compareUnsigned(removed.get(middle).label, after) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        byte[] last = low == 0 ? null : removed.get(low - 1).label;
        return last == null || before != null && Arrays.compareUnsigned(last, before) < 0 ? before : last;
    }

    /** Gives the rows at new places labels between those that stay. */
    private void place() {
        placed.sort(Comparator.comparingLong(line -> line.place));
        List<Stretch> kept =
                matching.stretches.stream().filter(stretch -> stretch.isKept).toList();
        int next = 0;
        byte[] before = null;
        byte[] after = firstLabel(kept, 0);
        boolean isNewGap = true;
        for (int from = 0; from < placed.size(); from += 4096) {
            List<Line> part = placed.subList(from, Math.min(placed.size(), from + 4096));
            RowBlock block = RowBlock.of(part.stream().map(line -> line.cells).toList(), table.shape());
            for (int i = 0; i < part.size(); i++) {
                while (next < kept.size() && kept.get(next).newFrom < part.get(i).place) {
                    before = kept.get(next++).lastLabel;
                    after = firstLabel(kept, next);
                    isNewGap = true;
                }
                if (isNewGap && before == null && after != null) {
                    after = firstFree(after);
                } else if (isNewGap) {
                    before = lastFree(before, after);
                }
                isNewGap = false;
                before = Label.between(before, after);
                requireShort(before);
                delta.add(before, 1, block, i);
            }
        }
    }

    static void requireShort(byte[] label) {
        if (label.length > Label.LIMIT) {
            throw new RefusedException("the source is to be labelled anew");
        }
    }
}

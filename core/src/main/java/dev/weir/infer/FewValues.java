package dev.weir.infer;

import dev.weir.row.Column;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The distinct texts of a column while they are few. One thread; memory: at most {@link #MOST} texts. */
final class FewValues {
    static final int MOST = 20;
    /** How often each value has to stand in the column, on average, for the values to be its categories. */
    private static final int OFTEN = 10;

    private static final int SLOTS = 64;
    private static final int LONGEST = 100;

    private byte[][] slots = new byte[SLOTS][];
    private int size;
    private long cells;

    /** Adds the cells of a batch; does nothing once there are too many. */
    void look(Slices slices, int rows, Column texts) {
        boolean none = texts.states == null;
        for (int row = 0; row < rows && size <= MOST; row++) {
            if (none || !texts.isNull(row)) {
                cells++;
                add(slices.bytes, slices.start(row), slices.end(row));
            }
        }
    }

    private void add(byte[] bytes, int start, int end) {
        int at = (int) TextColumn.hash(bytes, start, end, 0) & SLOTS - 1;
        while (slots[at] != null) {
            byte[] slot = slots[at];
            if (Arrays.equals(slot, 0, slot.length, bytes, start, end)) {
                return;
            }
            at = at + 1 & SLOTS - 1;
        }
        size = end - start > LONGEST ? MOST + 1 : size + 1;
        slots[at] = Arrays.copyOfRange(bytes, start, end);
    }

    void addAll(FewValues other) {
        cells += other.cells;
        if (other.size > MOST) {
            size = MOST + 1;
        }
        for (byte[] slot : other.slots) {
            if (slot != null && size <= MOST) {
                add(slot, 0, slot.length);
            }
        }
    }

    /** The values where each stands in many cells, in order; none where they are too many, one, or rare. */
    List<String> categories() {
        if (size > MOST || size < 2 || cells < (long) size * OFTEN) {
            return List.of();
        }
        Set<String> sorted = new TreeSet<>();
        for (byte[] slot : slots) {
            if (slot != null) {
                sorted.add(new String(slot, java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return new ArrayList<>(sorted);
    }
}

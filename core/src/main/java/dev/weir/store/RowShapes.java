package dev.weir.store;

import dev.weir.row.Batch;
import dev.weir.row.Physical;
import dev.weir.row.RawText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * How the raw texts of rows are read: for each column of a batch its {@link Physical}, or null; each combination that was
 * seen under a small number. Rows of one batch
 * share it: rows stand together only where no column is read in two ways ({@link #union}). Safe for
 * several threads.
 */
public final class RowShapes {
    private final List<List<@Nullable Physical>> shapes = new CopyOnWriteArrayList<>();

    int of(Batch batch) {
        List<@Nullable Physical> shape = new ArrayList<>(batch.columns().size());
        for (var column : batch.columns()) {
            RawText raw = column.raw;
            shape.add(raw == null ? null : raw.physical());
        }
        return indexOf(shape);
    }

    /** The number of a shape: for each column how its raw text is read, null for none. */
    public int of(List<@Nullable Physical> shape) {
        return indexOf(shape);
    }

    /** All shapes by number. */
    public List<List<@Nullable Physical>> all() {
        return List.copyOf(shapes);
    }

    private int indexOf(List<@Nullable Physical> shape) {
        int index = find(shape);
        if (index >= 0) {
            return index;
        }
        synchronized (this) {
            index = find(shape);
            if (index < 0) {
                index = shapes.size();
                shapes.add(shape);
            }
            return index;
        }
    }

    private int find(List<@Nullable Physical> shape) {
        for (int i = 0; i < shapes.size(); i++) {
            List<@Nullable Physical> known = shapes.get(i);
            boolean same = true;
            for (int k = 0; same && k < known.size(); k++) {
                same = known.get(k) == shape.get(k);
            }
            if (same) {
                return i;
            }
        }
        return shapes.indexOf(shape);
    }

    /** The shape that rows of both shapes have when they stand together; -1 where a column is read in two ways. */
    public int union(int shape, int other) {
        if (shape == other) {
            return shape;
        }
        List<@Nullable Physical> mine = shapes.get(shape);
        List<@Nullable Physical> theirs = shapes.get(other);
        List<@Nullable Physical> both = new ArrayList<>(mine.size());
        for (int i = 0; i < mine.size(); i++) {
            Physical physical = mine.get(i);
            Physical its = theirs.get(i);
            if (physical != null && its != null && physical != its && !physical.equals(its)) {
                return -1;
            }
            both.add(physical == null ? its : physical);
        }
        return indexOf(both);
    }

    /** How the raw text of a column is read in rows of a shape; null where there is none. */
    @Nullable
    Physical physical(int shape, int column) {
        return shapes.get(shape).get(column);
    }
}

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
 * seen under a small number. Rows of one batch share it, so rows of different shapes never stand in one batch. Safe for
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

    /** How the raw text of a column is read in rows of a shape; null where there is none. */
    @Nullable
    Physical physical(int shape, int column) {
        return shapes.get(shape).get(column);
    }
}

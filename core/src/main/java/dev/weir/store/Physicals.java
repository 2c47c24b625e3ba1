package dev.weir.store;

import dev.weir.row.Physical;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The ways in which raw texts of a store's rows are read, each under a small number. Safe for several threads. */
public final class Physicals {
    private final List<Physical> table = new CopyOnWriteArrayList<>();

    /** The number of {@code physical}; a new one if it was not seen yet. */
    int indexOf(Physical physical) {
        int index = find(physical);
        return index >= 0 ? index : add(physical);
    }

    private int find(Physical physical) {
        int size = table.size();
        for (int i = 0; i < size; i++) {
            if (table.get(i) == physical) {
                return i;
            }
        }
        for (int i = 0; i < size; i++) {
            if (table.get(i).equals(physical)) {
                return i;
            }
        }
        return -1;
    }

    private synchronized int add(Physical physical) {
        int index = find(physical);
        if (index < 0) {
            index = table.size();
            table.add(physical);
        }
        return index;
    }

    Physical get(int index) {
        return table.get(index);
    }
}

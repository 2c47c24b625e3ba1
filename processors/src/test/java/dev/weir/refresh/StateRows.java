package dev.weir.refresh;

import dev.weir.store.MemoryBudget;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** For tests: what counts in a folder of state, runs merged. */
public final class StateRows {
    private StateRows() {}

    /** Bytes of all tables, compressed. */
    public static long bytes(Path folder) {
        return StateFolder.sizes(folder, MemoryBudget.ofHeap()).values().stream()
                .mapToLong(StateFolder.Size::bytes)
                .sum();
    }

    /** The entries of each table, keys and values as hexadecimal digits; tables that hold nothing are not there. */
    public static Map<String, Map<String, String>> of(Path folder) {
        MemoryBudget budget = MemoryBudget.ofHeap();
        HexFormat hex = HexFormat.of();
        Map<String, Map<String, String>> tables = new TreeMap<>();
        try (StateFolder state = StateFolder.open(folder, budget, 1)) {
            if (state == null) {
                throw new IllegalStateException("the state is held");
            }
            for (String name : StateFolder.sizes(folder, budget).keySet()) {
                Map<String, String> entries = new TreeMap<>();
                try (SortedRuns.Cursor cursor = state.table(name).cursor(Side.BEFORE)) {
                    while (cursor.next()) {
                        entries.put(hex.formatHex(cursor.key()), hex.formatHex(cursor.value()));
                    }
                }
                if (!entries.isEmpty()) {
                    tables.put(name, entries);
                }
            }
        }
        return tables;
    }
}

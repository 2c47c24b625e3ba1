package dev.weir.operate;

import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.ArrayList;
import java.util.List;

/** The oracle of groups: the rows of each key by comparing every row with every group. */
final class KeyGroups {
    private KeyGroups() {}

    /** The rows of each key, keys as they first appear. */
    static List<List<Integer>> of(Batch table, int[] fields) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            int at = row;
            List<Integer> found = groups.stream()
                    .filter(group -> compare(table, fields, group.get(0), at) == 0)
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                found = new ArrayList<>();
                groups.add(found);
            }
            found.add(row);
        }
        return groups;
    }

    /** The same, in the order of keys, missing ones where {@link #compare} puts them. */
    static List<List<Integer>> sorted(Batch table, int[] fields) {
        List<List<Integer>> groups = of(table, fields);
        groups.sort((a, b) -> compare(table, fields, a.get(0), b.get(0)));
        return groups;
    }

    private static int compare(Batch table, int[] fields, int row, int other) {
        for (int field : fields) {
            Column key = table.column(field);
            int order = key.isNull(row) || key.isNull(other)
                    ? Boolean.compare(key.isNull(row), key.isNull(other))
                    : key.compare(row, key, other);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}

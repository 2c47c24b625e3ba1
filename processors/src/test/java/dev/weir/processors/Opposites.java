package dev.weir.processors;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Edits after which every standing row has its old label, and those that take them back, as lines of change files. */
final class Opposites {
    private static final List<String> FIELDS = List.of("id,k,n,d,t", "k,v,w");
    private final RandomGenerator random;
    private final RandomEdits edits;
    private final boolean keyed;
    private int made;

    /** @param keyed whether the first field of a row of the first table is there once */
    Opposites(RandomGenerator random, RandomEdits edits, boolean keyed) {
        this.random = random;
        this.edits = edits;
        this.keyed = keyed;
    }

    /** What to do, and what undoes it. */
    record Pair(String forth, String back) {}

    /** Edits of one table, which stays as it is. */
    Pair edit(int table) {
        List<String> rows = edits.tables().get(table);
        List<String> forth = new ArrayList<>();
        List<String> back = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            left.add(i);
        }
        int many = random.nextInt(4) == 0 ? 30 : 3;
        for (int i = 1 + random.nextInt(many); i > 0; i--) {
            String fresh = fresh(table);
            if (left.isEmpty() || random.nextInt(3) == 0) {
                String after = random.nextBoolean() ? "" : String.valueOf(random.nextInt(rows.size() + 1));
                forth.add("insert," + after + "," + fresh);
                back.add(0, "delete,," + fresh);
            } else {
                String old = rows.get(left.remove(random.nextInt(left.size())));
                String changed = isKeyed(table) ? withId(fresh, old) : fresh;
                update(old, changed, forth, forth.size());
                update(changed, old, back, 0);
            }
        }
        String header = "_change_type,_after," + FIELDS.get(table) + "\n";
        return new Pair(header + String.join("\n", forth), header + String.join("\n", back));
    }

    private boolean isKeyed(int table) {
        return keyed && table == 0;
    }

    private static void update(String old, String row, List<String> to, int at) {
        to.add(at, "update_postimage,," + row);
        to.add(at, "update_preimage,," + old);
    }

    private static String withId(String row, String like) {
        return like.substring(0, like.indexOf(',')) + row.substring(row.indexOf(','));
    }

    /** A row that no other is like: the last cell is a new one; and so is the key. */
    private String fresh(int table) {
        made++;
        String row = edits.row(table == 0);
        String[] cells = row.split(",", table == 0 ? 5 : 3);
        cells[cells.length - 1] = "u" + made;
        if (isKeyed(table)) {
            cells[0] = String.valueOf(1_000_000 + made);
        }
        return String.join(",", cells);
    }
}

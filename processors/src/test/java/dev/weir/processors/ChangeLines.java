package dev.weir.processors;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The edits that make one list of rows into another, as the lines of a change file, in one of several ways. */
final class ChangeLines {
    private final RandomGenerator random;
    private final boolean keyed;
    private final List<String> lines = new ArrayList<>();

    private ChangeLines(RandomGenerator random, boolean keyed) {
        this.random = random;
        this.keyed = keyed;
    }

    /**
     * @param header the names of the fields
     * @param keyed whether the first cell of a row is there once
     */
    static List<String> between(
            RandomGenerator random, boolean keyed, String header, List<String> before, List<String> after) {
        ChangeLines changes = new ChangeLines(random, keyed);
        changes.lines.add("_change_type,_after," + header);
        changes.write(before, after);
        return changes.lines;
    }

    private String name(String row) {
        return keyed ? row.substring(0, row.indexOf(',')) : row;
    }

    private void write(List<String> before, List<String> after) {
        boolean[] staysBefore = new boolean[before.size()];
        boolean[] staysAfter = new boolean[after.size()];
        align(before, after, staysBefore, staysAfter);
        List<String> now = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (staysBefore[i]) {
                now.add(before.get(i));
            } else {
                edit("delete", keyed && random.nextBoolean() ? -1 : now.size(), before.get(i));
            }
        }
        int at = 0;
        for (int i = 0; i < after.size(); i++) {
            if (!staysAfter[i]) {
                boolean isLast = at == now.size() && random.nextBoolean();
                edit(keyed && random.nextInt(4) == 0 ? "upsert" : "insert", isLast ? -1 : at, after.get(i));
                now.add(at, after.get(i));
            } else if (!now.get(at).equals(after.get(i))) {
                update(now.get(at), after.get(i));
            }
            at++;
        }
    }

    private void update(String old, String row) {
        switch (random.nextInt(3)) {
            case 0 -> edit("upsert", -1, row);
            case 1 -> edit("update_postimage", -1, row);
            default -> {
                edit("update_preimage", -1, old);
                edit("update_postimage", -1, row);
            }
        }
    }

    private void edit(String type, int after, String row) {
        lines.add(type + "," + (after < 0 ? "" : after) + "," + row);
    }

    /** Marks a longest common subsequence. */
    private void align(List<String> before, List<String> after, boolean[] staysBefore, boolean[] staysAfter) {
        int[][] longest = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                longest[i][j] = name(before.get(i)).equals(name(after.get(j)))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < before.size() && j < after.size()) {
            if (name(before.get(i)).equals(name(after.get(j)))) {
                staysBefore[i++] = true;
                staysAfter[j++] = true;
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
    }
}

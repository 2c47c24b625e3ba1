package dev.weir.infer;

import dev.weir.row.Slices;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Words that stand for a missing cell in columns of other things than text, and those of them that were met. One thread. */
final class MissingWords {
    private static final Set<String> WORDS = Set.of(
            "NA", "N/A", "n/a", "na", "#N/A", "NULL", "Null", "null", "None", "none", "nan", "missing", "-", "--", "?",
            ".", "..", "...", "…", "*");
    private static final int LONGEST = 7;

    private final Set<String> met = new TreeSet<>();
    private String last = "";
    private byte[] lastBytes = {};

    static boolean has(String text) {
        return WORDS.contains(text);
    }

    /** Whether a cell is such a word; it is noted. */
    boolean take(Slices slices, int row) {
        int start = slices.start(row);
        int end = slices.end(row);
        if (end - start > LONGEST) {
            return false;
        }
        if (java.util.Arrays.equals(lastBytes, 0, lastBytes.length, slices.bytes, start, end)) {
            return !last.isEmpty();
        }
        String text = slices.text(row);
        if (!WORDS.contains(text)) {
            return false;
        }
        met.add(text);
        last = text;
        lastBytes = java.util.Arrays.copyOfRange(slices.bytes, start, end);
        return true;
    }

    void addAll(MissingWords other) {
        met.addAll(other.met);
    }

    /** Those that were met, in the order of their characters. */
    List<String> met() {
        return List.copyOf(met);
    }
}

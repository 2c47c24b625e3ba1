package dev.weir.cli.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a mistyped name was meant to be: the candidate with the fewest edits, if they are few. */
public final class Nearest {
    private Nearest() {}

    /** The candidate nearest to {@code name}, the first of equals, or null if each is more than a third off. */
    public static @Nullable String of(String name, List<String> candidates) {
        String best = null;
        int fewest = Math.max(1, name.length() / 3) + 1;
        for (String candidate : candidates) {
            int edits = edits(name, candidate);
            if (edits < fewest) {
                fewest = edits;
                best = candidate;
            }
        }
        return best;
    }

    /** {@code "; did you mean NAME?"}, or nothing if no candidate is near. */
    public static String hint(String name, String dashes, List<String> candidates) {
        String nearest = of(name, candidates);
        return nearest == null ? "" : "; did you mean " + dashes + nearest + "?";
    }

    /** The edits from one word to the other: insert, delete, replace, or swap of neighbours (optimal alignment). */
    static int edits(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[to.length()];
    }
}

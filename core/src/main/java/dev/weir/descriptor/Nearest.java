package dev.weir.descriptor;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that someone may have meant: by edit distance (two letters swapped count as one edit), a third of the letters at most. */
public final class Nearest {
    private Nearest() {}

    /** The closest of {@code names}, or null where none is close. */
    public static @Nullable String to(String text, Collection<String> names) {
        String best = null;
        int bestDistance = Math.max(1, (text.length() + 1) / 3) + 1;
        for (String name : names) {
            int distance = distance(text.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT), bestDistance);
            if (distance < bestDistance) {
                best = name;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** {@code "; did you mean x?"}, or nothing where no name is close. */
    public static String hint(String text, Collection<String> names) {
        String name = to(text, names);
        return name == null ? "" : "; did you mean \"" + name + "\"?";
    }

    /** The optimal string alignment distance, or {@code limit} where it is at least that. */
    private static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : edits(edits, a, b, i, j);
            }
        }
        return Math.min(limit, edits[a.length()][b.length()]);
    }

    private static int edits(int[][] edits, String a, String b, int i, int j) {
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}

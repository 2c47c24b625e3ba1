package dev.weir.numbering;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log of a package for people: {@code CHANGELOG.md}, newest version first, one line a reason, with numbers and names.
 * The same versions give the same bytes.
 */
public final class Changelog {
    /** Older versions than so many are not listed: a log that is written with every version must not grow without end. */
    static final int MOST = 500;

    private static final String SPECIAL = "\\`*<[";

    private Changelog() {}

    /**
     * One version.
     *
     * @param created when, in the form of RFC 3339, of which the day is shown; null where it is not known
     * @param declared what the version's own descriptor says, where that is another number; else null
     * @param valid whether the version was ever published
     * @param reasons what has changed since the version that {@code bump} counts from
     */
    public record Entry(
            String version,
            @Nullable String created,
            @Nullable String declared,
            boolean valid,
            Bump bump,
            List<Reason> reasons) {
        public Entry {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Writes the log: the newest 500 versions.
     *
     * @param title of the package, or its name
     * @param entries oldest first, as they were made
     */
    public static String write(String title, List<Entry> entries) {
        StringBuilder out =
                new StringBuilder("# Changes of ").append(line(title)).append('\n');
        int oldest = Math.max(0, entries.size() - MOST);
        for (int i = entries.size() - 1; i >= oldest; i--) {
            entry(entries.get(i), i == 0, out);
        }
        if (oldest > 0) {
            out.append("\n## Before\n\n- ")
                    .append(RowReasons.grouped(oldest))
                    .append(oldest == 1 ? " older version\n" : " older versions\n");
        }
        return out.toString();
    }

    private static void entry(Entry entry, boolean isFirst, StringBuilder out) {
        out.append("\n## ").append(line(entry.version()));
        String created = entry.created();
        if (created != null) {
            out.append(" (").append(line(created.split("T", 2)[0])).append(')');
        }
        out.append("\n\n");
        String declared = entry.declared();
        if (declared != null && !declared.equals(entry.version())) {
            out.append("Calls itself ").append(line(declared)).append(".\n\n");
        }
        if (!entry.valid()) {
            out.append("Not valid, never published.\n\n");
        }
        if (isFirst) {
            out.append("- first version\n");
        } else if (entry.reasons().isEmpty()) {
            out.append("- nothing that a version number counts\n");
        }
        for (Reason reason : entry.reasons()) {
            out.append("- ").append(line(reason.sentence()));
            out.append(reason.bump() == Bump.MAJOR ? " (major)\n" : "\n");
        }
    }

    /** Text on one line that Markdown shows as it is. */
    private static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (SPECIAL.indexOf(c) >= 0) {
                line.append('\\');
            }
            line.append(c == '\n' || c == '\r' ? ' ' : c);
        }
        return line.toString();
    }
}

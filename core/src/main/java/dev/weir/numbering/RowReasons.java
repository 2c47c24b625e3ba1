package dev.weir.numbering;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has become of a table's rows, in one sentence: {@code 12 rows added, 3 restated back to 2019-04}. */
final class RowReasons {
    /** From this share on, restated rows are said with their share. */
    private static final double SAID = 0.1;

    /** From this share on, a restatement is one of the mass. */
    private static final double MASS = 0.5;

    private final List<String> parts = new ArrayList<>();
    private Bump bump = Bump.NONE;

    private RowReasons() {}

    /**
     * Says what has become of the rows.
     *
     * @param referenced whether a foreign key points to the table
     * @return null where the rows are the same, to the byte and in order
     */
    static @Nullable Reason of(RowCounts rows, boolean referenced, NumberingOptions options) {
        RowReasons reasons = new RowReasons();
        reasons.add(rows.added(), " added", Bump.MINOR);
        reasons.add(
                rows.removed(),
                referenced ? " removed from a table that a foreign key points to" : " removed",
                options.bump(referenced ? NumberingOptions.REFERENCED_ROWS_REMOVED : NumberingOptions.ROWS_REMOVED));
        reasons.add(
                rows.changed(),
                " restated" + share(rows) + (rows.since() == null ? "" : " back to " + rows.since()),
                rows.share() < MASS ? Bump.PATCH : options.bump(NumberingOptions.MASS_RESTATEMENT));
        reasons.add(rows.textOnly(), " written in another way", options.bump(NumberingOptions.TEXT_ONLY));
        reasons.add(rows.moved(), " moved", options.bump(NumberingOptions.ORDER_ONLY));
        return reasons.parts.isEmpty()
                ? null
                : new Reason(reasons.bump, rows.resource(), String.join(", ", reasons.parts));
    }

    private void add(long count, String words, Bump asks) {
        if (count > 0) {
            String unit = !parts.isEmpty() ? "" : count == 1 ? " row" : " rows";
            parts.add(grouped(count) + unit + words);
            bump = bump.and(asks);
        }
    }

    private static String share(RowCounts rows) {
        return rows.share() < SAID ? "" : " (" + Math.round(100 * rows.share()) + " %)";
    }

    /** The digits in groups of three, the same in every locale. */
    static String grouped(long count) {
        StringBuilder digits = new StringBuilder(Long.toString(count));
        for (int at = digits.length() - 3; at > 0; at -= 3) {
            digits.insert(at, ',');
        }
        return digits.toString();
    }
}

package dev.weir.compare;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one table differ, on the fields that both have.
 *
 * @param name of the resource in the second package; one without a name is called by its first path, else by its place
 * @param key the fields that name a row; empty where rows are compared as a sequence
 * @param keyIsInferred whether no schema declares the key: it was found to name every row of both tables
 * @param added rows of the second table alone
 * @param removed rows of the first table alone
 * @param changed rows of both of which some value differs
 * @param textOnly rows of both with the same values, written otherwise
 * @param moved rows of both that stand elsewhere among the others; they count beside what else is said of them
 * @param rowsBefore rows of the first table; -1 where both files are the same to the byte: they are not read then
 * @param rowsAfter rows of the second; -1 as well
 * @param labelsBefore the header of the first table's data; empty where it has none
 * @param labelsAfter that of the second
 * @param changedFields of each field with a changed value in how many rows, in the order of the fields
 * @param since the earliest date, year or month of the rows that changed, of the first field of the key that has one, else
 *     of the first field that has; null where none has
 * @param rows what differs, row by row; {@link RowChanges#NONE} where it is only counted
 */
public record ResourceDifference(
        String name,
        List<String> key,
        boolean keyIsInferred,
        long added,
        long removed,
        long changed,
        long textOnly,
        long moved,
        long rowsBefore,
        long rowsAfter,
        List<String> labelsBefore,
        List<String> labelsAfter,
        Map<String, Long> changedFields,
        @Nullable String since,
        RowChanges rows) {
    public ResourceDifference {
        key = List.copyOf(key);
        labelsBefore = List.copyOf(labelsBefore);
        labelsAfter = List.copyOf(labelsAfter);
    }

    /** Whether anything differs, be it a text or an order. */
    public boolean differs() {
        return added + removed + changed + textOnly + moved > 0;
    }
}

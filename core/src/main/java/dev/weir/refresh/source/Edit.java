package dev.weir.refresh.source;

import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One edit of a change file.
 *
 * @param after the number of the row, from 1, behind which the row stands or is to stand, 0 for the head; -1 for none
 * @param batch of the table's schema; fields that the edit does not name are {@link Column#ABSENT}
 * @param row in the batch
 * @param place where it stands in its file, for messages: {@code row 12}
 */
public record Edit(Kind kind, long after, Batch batch, int row, String place) {
    public enum Kind {
        INSERT,
        DELETE,
        UPDATE_PREIMAGE,
        UPDATE_POSTIMAGE,
        UPSERT;

        /** As it is written in {@code _change_type}; null for another text. */
        public static @Nullable Kind of(@Nullable String text) {
            for (Kind kind : values()) {
                if (kind.text().equals(text)) {
                    return kind;
                }
            }
            return null;
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean names(int field) {
        Column column = batch.column(field);
        return column.states == null || column.states[row] != Column.ABSENT;
    }
}

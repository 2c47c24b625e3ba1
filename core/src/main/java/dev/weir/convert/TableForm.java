package dev.weir.convert;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a table's rows are written as. */
public enum TableForm {
    CSV(".csv", "text/csv"),
    TSV(".tsv", "text/tab-separated-values"),
    /** One array of rows. */
    JSON(".json", "application/json"),
    /** A row a line. */
    JSONL(".jsonl", "application/jsonl"),
    /** Rows in the descriptor. */
    INLINE("", "");

    final String ending;
    final String mediatype;

    TableForm(String ending, String mediatype) {
        this.ending = ending;
        this.mediatype = mediatype;
    }

    boolean isText() {
        return this == CSV || this == TSV;
    }

    /** The format's name in a descriptor and on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format that is called so, or null. */
    public static @Nullable TableForm of(String text) {
        for (TableForm form : values()) {
            if (form.text().equals(text)) {
                return form;
            }
        }
        return null;
    }

    /** The format that a file's name asks for, or null. */
    public static @Nullable TableForm ofFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (TableForm form : values()) {
            if (form != INLINE && lower.endsWith(form.ending)) {
                return form;
            }
        }
        return lower.endsWith(".ndjson") ? JSONL : null;
    }
}

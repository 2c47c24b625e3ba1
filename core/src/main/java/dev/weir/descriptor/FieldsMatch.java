package dev.weir.descriptor;

import java.util.Locale;

/** How a header must match a schema's fields. Spec: https://datapackage.org/standard/table-schema/#fieldsMatch */
public enum FieldsMatch {
    /** Same names in the same order, mapped by position. */
    EXACT,
    /** The same set of names, mapped by name. */
    EQUAL,
    /** The data has all declared fields and may have more. */
    SUBSET,
    /** The data has only declared fields and may have fewer. */
    SUPERSET,
    /** At least one field in common. */
    PARTIAL;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the data may have columns that belong to no field. */
    public boolean allowsMore() {
        return this == SUBSET || this == PARTIAL;
    }

    static FieldsMatch of(String text) {
        for (FieldsMatch match : values()) {
            if (match.text().equals(text)) {
                return match;
            }
        }
        return EXACT;
    }
}

package dev.weir.descriptor;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The field types of Table Schema. Spec: https://datapackage.org/standard/table-schema/#field-types */
public enum FieldType {
    STRING,
    NUMBER,
    INTEGER,
    BOOLEAN,
    OBJECT,
    ARRAY,
    LIST,
    DATETIME,
    DATE,
    TIME,
    YEAR,
    YEARMONTH,
    DURATION,
    GEOPOINT,
    GEOJSON,
    ANY;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The type as a descriptor spells it. */
    public String text() {
        return text;
    }

    /** The type that a descriptor calls {@code text}, or null. */
    public static @Nullable FieldType of(String text) {
        for (FieldType type : values()) {
            if (type.text.equals(text)) {
                return type;
            }
        }
        return null;
    }
}

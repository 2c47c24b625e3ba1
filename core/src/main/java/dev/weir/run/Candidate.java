package dev.weir.run;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type that a column's texts may be of, with its format; in the order of preference, text last. */
record Candidate(FieldType type, @Nullable String format) {
    static final List<Candidate> ALL = List.of(
            new Candidate(FieldType.INTEGER, null),
            new Candidate(FieldType.NUMBER, null),
            new Candidate(FieldType.BOOLEAN, null),
            new Candidate(FieldType.DATE, null),
            new Candidate(FieldType.DATETIME, null),
            new Candidate(FieldType.DATETIME, "%Y-%m-%d %H:%M:%S"),
            new Candidate(FieldType.TIME, null),
            new Candidate(FieldType.YEARMONTH, null),
            new Candidate(FieldType.DATE, "%d.%m.%Y"),
            new Candidate(FieldType.DATE, "%d/%m/%Y"),
            new Candidate(FieldType.DATE, "%m/%d/%Y"),
            new Candidate(FieldType.DURATION, null),
            new Candidate(FieldType.OBJECT, null),
            new Candidate(FieldType.ARRAY, null));

    Field field(String name) {
        Field field = Field.of(name, type);
        return format == null ? field : field.with("format", Json.of(format));
    }

    /** Whether the type is one of numbers, which a code with leading zeros or a plus sign is not. */
    boolean isNumeric() {
        return type == FieldType.INTEGER || type == FieldType.NUMBER;
    }
}

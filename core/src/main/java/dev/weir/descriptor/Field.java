package dev.weir.descriptor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of a Table Schema: an immutable view of its descriptor.
 *
 * <p>Two fields are equal when their descriptors say the same. Spec:
 * https://datapackage.org/standard/table-schema/#field
 */
public final class Field {
    private final JsonObject json;
    private final String name;
    private final FieldType type;
    private final String format;
    private final Constraints constraints;
    private final @Nullable List<MissingValue> missingValues;

    /** A view of {@code json}; what is missing or of the wrong kind takes the standard's default. */
    public Field(JsonObject json) {
        this.json = json;
        this.name = json.text("name", "");
        FieldType stated = FieldType.of(json.text("type", "any"));
        this.type = stated == null ? FieldType.ANY : stated;
        String format = json.text("format", "default");
        this.format = format.startsWith("fmt:") ? format.substring(4) : format;
        JsonObject constraints = json.object("constraints");
        this.constraints = constraints == null ? Constraints.NONE : new Constraints(constraints);
        this.missingValues = MissingValue.listOf(json.get("missingValues"));
    }

    public static Field of(String name, FieldType type) {
        return new Field(JsonObject.EMPTY.with("name", name).with("type", type.text()));
    }

    public JsonObject json() {
        return json;
    }

    public String name() {
        return name;
    }

    public FieldType type() {
        return type;
    }

    /** The format, {@code "default"} where none is stated, without the old {@code fmt:} prefix. */
    public String format() {
        return format;
    }

    public Constraints constraints() {
        return constraints;
    }

    /** The field's own missing values, which replace the schema's, or null where it states none. */
    public @Nullable List<MissingValue> missingValues() {
        return missingValues;
    }

    public Field withName(String name) {
        return new Field(json.with("name", name));
    }

    /** This field with one property of its descriptor set. */
    public Field with(String property, Json value) {
        return new Field(json.with(property, value));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Field field && json.equals(field.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return name + ' ' + type.text();
    }
}

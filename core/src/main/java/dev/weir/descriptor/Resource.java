package dev.weir.descriptor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Data Resource: an immutable view of its descriptor. A schema or dialect that the descriptor gives by path is put in
 * its place by whoever opens the package ({@link #withSchema}). Spec: https://datapackage.org/standard/data-resource/
 */
public final class Resource {
    private final JsonObject json;
    private final @Nullable Schema schema;
    private final Dialect dialect;

    public Resource(JsonObject json) {
        this.json = json;
        JsonObject schema = json.object("schema");
        this.schema = schema == null ? null : new Schema(schema);
        JsonObject dialect = json.object("dialect");
        this.dialect = dialect == null ? Dialect.DEFAULT : new Dialect(dialect);
    }

    public static Resource of(String name, Schema schema) {
        return new Resource(JsonObject.EMPTY.with("name", name).with("type", "table")).withSchema(schema);
    }

    public JsonObject json() {
        return json;
    }

    public String name() {
        return json.text("name", "");
    }

    /** The parts of the data, in order; {@code url} of version 0 counts as a path; empty for inline data. */
    public List<String> paths() {
        return json.has("path") ? json.texts("path") : json.texts("url");
    }

    /** Inline data, or null. */
    public @Nullable Json data() {
        return json.get("data");
    }

    /** Inline data that is an array, the rows of a table; null where the data is in files or of another kind. */
    public @Nullable JsonArray rows() {
        return json.has("path") ? null : json.array("data");
    }

    /** The schema, or null where none is stated or it is still a reference ({@link #schemaPath()}). */
    public @Nullable Schema schema() {
        return schema;
    }

    public @Nullable String schemaPath() {
        return json.text("schema");
    }

    public Dialect dialect() {
        return dialect;
    }

    public @Nullable String dialectPath() {
        return json.text("dialect");
    }

    public @Nullable String format() {
        return json.text("format");
    }

    public @Nullable String mediatype() {
        return json.text("mediatype");
    }

    public @Nullable String encoding() {
        return json.text("encoding");
    }

    public @Nullable String compression() {
        return json.text("compression");
    }

    public @Nullable String hash() {
        return json.text("hash");
    }

    /** The stated size in bytes, or -1. */
    public long bytes() {
        return json.get("bytes") instanceof JsonNumber number && number.isInteger()
                ? number.value().longValue()
                : -1;
    }

    /** Whether the resource says that it is a table, in the words of version 2 or 1. */
    public boolean isTable() {
        String profile = json.text("profile", "");
        return "table".equals(json.text("type"))
                || profile.equals("tabular-data-resource")
                || profile.endsWith("/tabular-data-resource.json");
    }

    public Resource withName(String name) {
        return with("name", Json.of(name));
    }

    public Resource withSchema(Schema schema) {
        return with("schema", schema.json());
    }

    public Resource with(String property, Json value) {
        return new Resource(json.with(property, value));
    }

    public Resource without(String property) {
        return new Resource(json.without(property));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Resource resource && json.equals(resource.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return name();
    }
}

package dev.weir.version;

import dev.weir.compare.EditLines;
import dev.weir.compare.PackageDifference;
import dev.weir.compare.ResourceDifference;
import dev.weir.compare.SchemaChange;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonWriter;
import dev.weir.source.Sha256;
import dev.weir.write.SafeNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that have changed from one version to the next, as a package in the folder {@code changes}: for each table that has
 * any the edits, as JSON Lines, that make the old rows the new ones.
 */
final class ChangesPackage {
    private static final String FOLDER = "changes/";
    private static final String PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json";
    private static final List<String> TYPES = List.of("insert", "delete", "update_preimage", "update_postimage");

    private ChangesPackage() {}

    /**
     * The files, by their paths from the folder of the package; none where no table has rows that have changed.
     *
     * @param from the version before
     * @param made the descriptor of the new one
     */
    static Map<String, byte[]> files(PackageDifference difference, String from, JsonObject made) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<JsonObject> resources = new ArrayList<>();
        SafeNames names = new SafeNames();
        for (ResourceDifference table : difference.resources()) {
            StringBuilder lines = new StringBuilder();
            EditLines.of(table, line -> lines.append(line).append('\n'));
            if (lines.length() > 0) {
                byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
                String name = names.of(table.name(), ".jsonl");
                files.put(FOLDER + name, bytes);
                resources.add(resource(table, name, bytes));
            }
        }
        if (!files.isEmpty()) {
            files.put(FOLDER + StoreFolder.DESCRIPTOR, JsonWriter.write(descriptor(difference, from, made, resources)));
        }
        return files;
    }

    private static JsonObject descriptor(
            PackageDifference difference, String from, JsonObject made, List<JsonObject> resources) {
        String to = made.text("version", "");
        JsonObject json = JsonObject.EMPTY.with("$schema", PROFILE);
        String name = made.text("name");
        json = name == null ? json : json.with("name", name + "-changes");
        json = json.with("title", "What has changed from version " + from + " to version " + to)
                .with("version", to)
                .with("created", made.text("created", ""))
                .with("changes", (Json) JsonObject.EMPTY.with("from", from).with("to", to));
        List<JsonObject> schema = difference.schema().stream()
                .filter(change -> change.kind() != SchemaChange.Kind.METADATA)
                .map(ChangesPackage::json)
                .toList();
        json = schema.isEmpty() ? json : json.with("schemaChanges", JsonArray.of(schema));
        return json.with("resources", JsonArray.of(resources));
    }

    private static JsonObject json(SchemaChange change) {
        JsonObject json = JsonObject.EMPTY.with("kind", change.kind().text());
        json = change.resource() == null ? json : json.with("resource", change.resource());
        json = change.field() == null ? json : json.with("field", change.field());
        json = json.with("property", change.property());
        json = change.before() == null ? json : json.with("before", change.before());
        return change.after() == null ? json : json.with("after", change.after());
    }

    private static JsonObject resource(ResourceDifference table, String file, byte[] bytes) {
        List<JsonObject> fields = new ArrayList<>();
        fields.add(Field.of("_change_type", FieldType.STRING)
                .with(
                        "constraints",
                        JsonObject.EMPTY.with("required", Json.of(true)).with("enum", JsonArray.ofTexts(TYPES)))
                .json());
        fields.add(Field.of("_after", FieldType.INTEGER).json());
        for (Field field : table.rows().after().fields()) {
            fields.add(field.json().without("constraints")); // a row that was need not be as one that is
        }
        JsonObject schema =
                JsonObject.EMPTY.with("fields", JsonArray.of(fields)).with("fieldsMatch", "partial");
        Json missing = table.rows().after().json().get("missingValues");
        return JsonObject.EMPTY
                .with("name", table.name())
                .with("type", "table")
                .with("path", file)
                .with("format", "jsonl")
                .with("encoding", "utf-8")
                .with("bytes", Json.of(bytes.length))
                .with("hash", "sha256:" + Sha256.of(bytes))
                .with("schema", (Json) (missing == null ? schema : schema.with("missingValues", missing)));
    }
}

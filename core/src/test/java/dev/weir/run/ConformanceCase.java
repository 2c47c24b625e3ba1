package dev.weir.run;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.JsonWriter;
import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.report.Task;
import dev.weir.row.Row;
import dev.weir.type.CastResult;
import dev.weir.type.CellType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A package of one line and what Weir says of it.
 *
 * <p>It is given by one of {@code package}, {@code resource}, {@code dialect}, {@code schema}, {@code field}; what stands
 * around that is added. Without {@code data}, {@code files}, {@code inline} or {@code cells} the descriptor alone is
 * checked. {@code data} is the text of the one table, {@code files} are texts by their names, {@code inline} is the data
 * of the resource, {@code cells} are texts, or JSON values, of the one field, and {@code values} the same with the
 * canonical text of what they are cast to. Expected are {@code errors}, as JSON Pointers below the given noun or as code,
 * row and field, and {@code rows}, the cells that are read.
 */
record ConformanceCase(String name, JsonObject json) {
    private static final String FILE = "r.csv";

    /** What is expected and what was found, equal where all is right. */
    record Outcome(List<String> expected, List<String> found) {}

    boolean hasData() {
        return json.has("data") || json.has("files") || json.has("inline") || json.has("cells") || json.has("values");
    }

    Outcome run(Path folder, boolean refuses) throws IOException {
        if (json.has("values")) {
            return values();
        }
        write(folder);
        RunOptions options = RunOptions.DEFAULT.withThreads(1);
        Report report = hasData() ? Weir.validate(folder, options) : Weir.validateDescriptor(folder, options);
        List<String> found = hasData() ? errors(report) : pointers(report);
        List<String> expected = new ArrayList<>(expected(refuses));
        if (json.get("rows") instanceof JsonArray rows) {
            rows.items().forEach(row -> expected.add(String.join(" | ", ((JsonArray) row).texts())));
            found.addAll(rows(folder));
        }
        if (json.text("warns") != null) {
            expected.add("warns " + json.text("warns"));
            List<String> warnings = new ArrayList<>(report.warnings());
            report.tasks().forEach(task -> warnings.addAll(task.warnings()));
            found.add("warns "
                    + (warnings.stream().anyMatch(each -> each.contains(json.text("warns")))
                            ? json.text("warns")
                            : warnings));
        }
        return new Outcome(expected, found);
    }

    private List<String> expected(boolean refuses) {
        if (refuses && json.get("cells") instanceof JsonArray cells && !json.has("errors")) {
            List<String> all = new ArrayList<>();
            for (int i = 0; i < cells.items().size(); i++) {
                all.add(json.text("error", "type-error") + ' ' + (i + 2) + " 1");
            }
            return all;
        }
        return json.texts("errors");
    }

    private List<String> errors(Report report) {
        List<String> all = new ArrayList<>();
        for (RowError error : report.errors()) {
            all.add(error.code().code() + ' ' + error.pointer());
        }
        for (Task task : report.tasks()) {
            for (RowError error : task.errors()) {
                all.add(error.code().code() + ' ' + error.position().rowNumber() + ' ' + error.fieldNumber());
            }
        }
        return all;
    }

    private List<String> pointers(Report report) {
        String prefix = prefix();
        return new ArrayList<>(report.errors().stream()
                .map(RowError::pointer)
                .map(pointer -> pointer.startsWith(prefix) ? pointer.substring(prefix.length()) : "package" + pointer)
                .map(pointer -> pointer.isEmpty() ? "/" : pointer)
                .toList());
    }

    private String prefix() {
        return json.has("field")
                ? "/resources/0/schema/fields/0"
                : json.has("schema")
                        ? "/resources/0/schema"
                        : json.has("dialect") ? "/resources/0/dialect" : json.has("resource") ? "/resources/0" : "";
    }

    private Outcome values() {
        CellType type = CellType.of(field(), List.of());
        Field plain = new Field(field().json()
                .without("format")
                .without("delimiter")
                .without("decimalChar")
                .without("groupChar")
                .without("trueValues")
                .without("falseValues"));
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (Json pair : json.array("values").items()) {
            Json input = ((JsonArray) pair).items().get(0);
            CastResult cast = input instanceof JsonText text ? type.castText(text.value()) : type.castJson(input);
            Object value = cast.valueOrNull();
            expected.add(JsonWriter.compact(input) + " is "
                    + ((JsonArray) pair).items().get(1).asText());
            found.add(JsonWriter.compact(input) + " is "
                    + (value == null ? "bad" : CellType.of(plain, List.of()).formatValue(value)));
            if (value != null
                    && !isSame(value, type.castText(type.formatValue(value)).valueOrNull())) {
                found.add(JsonWriter.compact(input) + " does not come back from " + type.formatValue(value));
            }
        }
        return new Outcome(expected, found);
    }

    private static boolean isSame(Object value, Object other) {
        return value instanceof BigDecimal number && other instanceof BigDecimal back
                ? number.compareTo(back) == 0
                : value.equals(other);
    }

    private Field field() {
        JsonObject field = json.object("field");
        return new Field(field.has("name") ? field : field.with("name", "f"));
    }

    private List<String> rows(Path folder) {
        OpenPackage opened = Weir.open(folder);
        List<String> rows = new ArrayList<>();
        try (Rows table = opened.table(opened.dataPackage().resources().get(0)).rows()) {
            for (Row row : table) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < table.schema().fields().size(); i++) {
                    Object value = row.value(i);
                    cells.add(
                            value == null
                                    ? "null"
                                    : CellType.of(table.schema().field(i), List.of())
                                            .formatValue(value));
                }
                rows.add(String.join(" | ", cells));
            }
        }
        return rows;
    }

    private void write(Path folder) throws IOException {
        for (Map.Entry<String, Json> file : json.has("files")
                ? json.object("files").properties().entrySet()
                : Map.<String, Json>of().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, text(file.getValue()));
        }
        if (json.has("data")) {
            Files.write(
                    folder.resolve(FILE), json.text("data").getBytes(Charset.forName(json.text("written", "utf-8"))));
        }
        if (json.has("package")) {
            Files.writeString(folder.resolve("datapackage.json"), text(json.get("package")));
            return;
        }
        if (json.has("files")
                && json.object("files").properties().keySet().stream()
                        .anyMatch(file -> file.startsWith("datapackage."))) {
            return;
        }
        JsonObject dataPackage = JsonObject.EMPTY.with("resources", JsonArray.of(List.of(resource(folder))));
        Files.writeString(folder.resolve("datapackage.json"), JsonWriter.compact(dataPackage));
    }

    /** A text as it stands, anything else as JSON. */
    private static String text(Json node) {
        return node instanceof JsonText text ? text.value() : JsonWriter.compact(node);
    }

    private Json resource(Path folder) throws IOException {
        if (json.has("resource") && json.object("resource") == null) {
            return json.get("resource");
        }
        JsonObject resource = json.has("resource") ? json.object("resource") : JsonObject.EMPTY;
        if (!json.has("resource")) {
            resource = resource.with("name", "r");
        }
        if (json.has("inline")) {
            resource = resource.with("data", json.get("inline")).with("type", "table");
        }
        if (json.has("cells")) {
            List<Json> rows = new ArrayList<>();
            List<String> lines = new ArrayList<>(List.of("f,n"));
            boolean texts = true;
            for (Json cell : json.array("cells").items()) {
                texts &= cell instanceof JsonText;
                rows.add(JsonObject.EMPTY.with("f", cell).with("n", "x"));
                lines.add('"' + text(cell).replace("\"", "\"\"") + "\",x");
            }
            if (texts) {
                Files.writeString(folder.resolve(FILE), String.join("\n", lines) + "\n");
            } else {
                resource = resource.with("data", JsonArray.of(rows)).with("type", "table");
            }
        }
        if (!json.has("resource") && !resource.has("data")) {
            resource = resource.with("path", FILE);
        }
        for (String noun : List.of("dialect", "schema")) {
            if (json.has(noun)) {
                resource = resource.with(noun, json.get(noun));
            }
        }
        if (json.has("field")) {
            Json field = json.object("field") == null ? json.get("field") : field().json();
            Json other = JsonObject.EMPTY.with("name", "n");
            List<Json> fields = json.has("cells") ? List.of(field, other) : List.of(field);
            resource = resource.with("schema", JsonObject.EMPTY.with("fields", JsonArray.of(fields)));
        }
        return resource;
    }
}

package dev.weir.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.JsonWriter;
import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.report.Task;
import dev.weir.row.Row;
import dev.weir.type.SharedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shared cases with verdicts: packages that are valid or not, and tables under a dialect. */
class SharedCasesTest {
    /** Tables that other tools read otherwise, and the rule that Weir keeps to. */
    private static final Map<String, List<String>> DIFFERENT = Map.of(
            // Data Resource, "Multiple Files": "Implementations MUST be able to concatenate the files in the simplest
            // way
            // and treat the result as one large file." Table Dialect, "headerRows": "an array of positive integers
            // starting from 1 with default value [1]". Of one large file the header is row 1; the first line of its
            // second part is row 3, and nothing says that rows equal to the header are left out.
            "csv02", List.of("1 | english", "id | name", "2 | 中文", "3 | german"),
            // Table Dialect, "delimiter": "MUST be a string; with default value , (comma). This property specifies the
            // character sequence which separates fields in the data file." The resource states the format "csv" and no
            // dialect, so a tab is text.
            "csv18", List.of("1\tenglish", "2\t中文"));

    private static Path cases() throws IOException {
        Path cases = SharedFolder.find("cases");
        assumeTrue(cases != null, "the shared cases are not here");
        return cases;
    }

    private static List<JsonObject> lines(Path file) throws IOException {
        List<JsonObject> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add((JsonObject) JsonReader.read(line.getBytes(StandardCharsets.UTF_8), file.toString()));
        }
        return lines;
    }

    @Test
    void packagesHaveTheErrorsOfTheirCase() throws IOException {
        List<String> differences = new ArrayList<>();
        int count = 0;
        for (JsonObject expected : lines(cases().resolve("validate.jsonl"))) {
            Report report = Weir.validate(cases().resolve(expected.text("dir")), RunOptions.DEFAULT);
            Set<String> errors = new TreeSet<>();
            expected.objects("errors").forEach(error -> errors.add(error(error)));
            compare(expected.text("id"), errors, errors(report), differences);
            compare(expected.text("id"), expected.flag("valid", false), report.valid(), differences);
            count++;
        }
        assertEquals(List.of(), differences);
        assertEquals(108, count);
    }

    private static void compare(String id, Object expected, Object actual, List<String> differences) {
        if (!expected.equals(actual)) {
            differences.add(id + ": expected " + expected + " but was " + actual);
        }
    }

    private static String error(JsonObject error) {
        String type = error.text("type");
        boolean key = type.equals("primary-key") || type.equals("foreign-key");
        return type + " " + number(error, "rowNumber") + " " + (key ? 0 : number(error, "fieldNumber"));
    }

    private static int number(JsonObject error, String name) {
        return error.get(name) instanceof JsonNumber number ? number.value().intValue() : 0;
    }

    private static Set<String> errors(Report report) {
        Set<String> errors = new TreeSet<>();
        report.errors().forEach(error -> errors.add(error.code().code() + " 0 0"));
        for (Task task : report.tasks()) {
            for (RowError error : task.errors()) {
                errors.add(error.code().code() + " " + error.position().rowNumber() + " " + error.fieldNumber());
            }
        }
        return errors;
    }

    @Test
    void rowsInErrorAreThoseOfTheirCase() throws IOException {
        List<String> differences = new ArrayList<>();
        int count = 0;
        for (String file : List.of("validate-v2.jsonl", "spec-examples.jsonl")) {
            for (JsonObject line : lines(cases().resolve(file))) {
                JsonObject expected = line.object("expected");
                if (expected != null) {
                    Report report = Weir.validate(cases().resolve(line.text("dir")), RunOptions.DEFAULT);
                    List<Integer> rows = expected.array("rows").items().stream()
                            .map(row -> ((JsonNumber) row).value().intValue())
                            .toList();
                    List<Integer> actual = report.tasks().stream()
                            .flatMap(task -> task.errors().stream())
                            .map(error -> (int) error.position().rowNumber())
                            .distinct()
                            .toList();
                    compare(line.text("id"), rows, actual, differences);
                    compare(line.text("id"), expected.flag("valid", false), report.valid(), differences);
                    count++;
                }
            }
        }
        assertEquals(List.of(), differences);
        assertEquals(25, count);
    }

    @Test
    void tablesAreReadUnderTheirDialect() throws IOException {
        List<String> differences = new ArrayList<>();
        int count = 0;
        for (String file : List.of("read.jsonl", "spec-examples.jsonl")) {
            for (JsonObject line : lines(cases().resolve(file))) {
                if (line.array("expected_rows") != null) {
                    List<String> rows = DIFFERENT.getOrDefault(line.text("id"), rows(line));
                    compare(line.text("id"), rows, read(line), differences);
                    count++;
                }
            }
        }
        assertEquals(List.of(), differences);
        assertEquals(33, count);
    }

    /**
     * Table Schema, "categories": "The logical representation of data in the field MUST exactly match one of the values in
     * categories." So a cell that is cast, but to no category, is an error of its constraints.
     */
    @Test
    void cellsOfNoCategoryAreErrors(@TempDir Path folder) throws IOException {
        List<String> differences = new ArrayList<>();
        int count = 0;
        for (JsonObject line : lines(cases().resolve("cast.jsonl"))) {
            JsonObject options = line.object("options");
            if (options.has("categories")) {
                JsonObject field = options.with("name", "f").with("type", line.text("type"));
                JsonObject row = JsonObject.EMPTY.with("f", line.get("input"));
                JsonObject resource = JsonObject.EMPTY
                        .with("name", "r")
                        .with("type", "table")
                        .with("data", JsonArray.of(List.of(row)))
                        .with("schema", JsonObject.EMPTY.with("fields", JsonArray.of(List.of(field))));
                JsonObject descriptor = JsonObject.EMPTY.with("resources", JsonArray.of(List.of(resource)));
                Files.writeString(folder.resolve("datapackage.json"), JsonWriter.compact(descriptor));
                boolean wrong = "ERROR".equals(line.text("expected"));
                Set<String> expected = wrong ? Set.of("constraint-error 2 1") : Set.of();
                compare(line.text("id"), expected, errors(Weir.validate(folder, RunOptions.DEFAULT)), differences);
                count++;
            }
        }
        assertEquals(List.of(), differences);
        assertEquals(10, count);
    }

    private static List<String> rows(JsonObject line) {
        return line.objects("expected_rows").stream()
                .map(row -> row.properties().values().stream()
                        .map(SharedCasesTest::text)
                        .collect(Collectors.joining(" | ")))
                .toList();
    }

    private static String text(Json json) {
        return json instanceof JsonNull
                ? "null"
                : json instanceof JsonText text
                        ? text.value()
                        : ((JsonNumber) json).value().toPlainString();
    }

    private static List<String> read(JsonObject line) throws IOException {
        Path folder = cases().resolve(line.text("dir"));
        OpenPackage opened = Weir.open(folder);
        String name = opened.dataPackage().resources().get(0).name();
        List<String> rows = new ArrayList<>();
        try (Rows table = opened.resource(name).rows()) {
            for (Row row : table) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < table.schema().fields().size(); i++) {
                    cells.add(String.valueOf(row.value(i)));
                }
                rows.add(String.join(" | ", cells));
            }
        }
        assertTrue(!rows.isEmpty(), () -> line.text("id") + " has no rows");
        return rows;
    }
}

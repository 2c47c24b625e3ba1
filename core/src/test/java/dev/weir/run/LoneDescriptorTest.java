package dev.weir.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.report.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that describe a part of a package, validated by themselves. */
class LoneDescriptorTest {
    @TempDir
    Path folder;

    private Report report(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return Weir.validate(file, RunOptions.DEFAULT);
    }

    /** Code and pointer, the pointer that it would have in a package, and the errors of data. */
    private List<String> errors(String name, String text) throws IOException {
        Report report = report(name, text);
        return Stream.concat(
                        report.errors().stream()
                                .map(error -> error.code().code() + ' ' + error.pointer() + " -> "
                                        + error.pointerInPackage()),
                        report.tasks().stream()
                                .map(Task::errors)
                                .flatMap(List::stream)
                                .map(LoneDescriptorTest::place))
                .toList();
    }

    private static String place(RowError error) {
        return error.code().code() + ' ' + error.position().rowNumber() + ' ' + error.fieldNumber();
    }

    @Test
    void aSchema() throws IOException {
        assertEquals(List.of(), errors("s.json", "{\"fields\": [{\"name\": \"a\", \"type\": \"integer\"}]}"));
        assertEquals(
                List.of(
                        "field-error /fields/0/type -> /resources/0/schema/fields/0/type",
                        "schema-error /primaryKey -> /resources/0/schema/primaryKey"),
                errors("s.json", "{\"fields\": [{\"name\": \"a\", \"type\": \"integr\"}], \"primaryKey\": \"z\"}"));
        assertEquals(
                List.of("schema-error /fields -> /resources/0/schema/fields"),
                errors("s.yaml", "$schema: https://datapackage.org/profiles/2.0/tableschema.json\n"));
        Report report =
                report("other.json", "{\"fields\": [], \"foreignKeys\": [{\"fields\": [], \"reference\": {}}]}");
        assertTrue(report.warnings().get(0).startsWith("This is a Table Schema by itself"), report::toString);
    }

    @Test
    void aForeignKeyToWhoKnowsWhat() throws IOException {
        String reference = "{\"resource\": \"else\", \"fields\": [\"b\"]}";
        assertEquals(
                List.of(),
                errors(
                        "s.json",
                        "{\"fields\": [{\"name\": \"a\"}], \"foreignKeys\": [{\"fields\": [\"a\"], \"reference\": "
                                + reference + "}]}"));
    }

    @Test
    void aDialectAndAField() throws IOException {
        assertEquals(List.of(), errors("d.json", "{\"delimiter\": \";\"}"));
        assertEquals(
                List.of("dialect-error /quoteChar -> /resources/0/dialect/quoteChar"),
                errors("d.json", "{\"quoteChar\": \"''\"}"));
        assertEquals(List.of(), errors("f.json", "{\"name\": \"a\", \"type\": \"list\", \"delimiter\": \";\"}"));
        assertEquals(
                List.of("field-error /constraints/minimum -> /resources/0/schema/fields/0/constraints/minimum"),
                errors("f.json", "{\"name\": \"a\", \"constraints\": {\"minimum\": 1}}"));
    }

    @Test
    void aResourceWithItsData() throws IOException {
        Files.writeString(folder.resolve("d.csv"), "a\nx\n");
        Files.writeString(folder.resolve("s.json"), "{\"fields\": [{\"name\": \"a\", \"type\": \"integer\"}]}");
        assertEquals(
                List.of("type-error 2 1"),
                errors("r.json", "{\"name\": \"r\", \"path\": \"d.csv\", \"schema\": \"s.json\"}"));
        assertEquals(
                List.of("resource-error /bytes -> /resources/0/bytes"),
                errors("r.json", "{\"name\": \"r\", \"path\": \"d.csv\", \"bytes\": -1}"));
        Files.writeString(folder.resolve("s.json"), "{\"fields\": [\n{\"name\": \"a\", \"type\": \"integr\"}]}");
        Report wrong = report("r.json", "{\"name\": \"r\", \"path\": \"d.csv\", \"schema\": \"s.json\"}");
        assertEquals("/schema/fields/0/type", wrong.errors().get(0).pointer());
        assertEquals("/resources/0/schema/fields/0/type", wrong.errors().get(0).pointerInPackage());
        assertTrue(wrong.errors().get(0).note().contains("s.json:2:"), wrong::toString);
        assertEquals(
                List.of("resource-error  -> /resources/0"), errors("r.json", "{\"name\": \"r\", \"type\": \"table\"}"));
    }

    @Test
    void whatIsNoneOfTheseForSureIsAPackage() throws IOException {
        assertEquals(List.of("package-error /resources -> /resources"), errors("p.json", "{\"name\": \"a\"}"));
        assertEquals(List.of("package-error /resources -> /resources"), errors("p.json", "{}"));
        assertEquals(List.of("package-error  -> "), errors("p.json", "[1]"));
        assertEquals(
                List.of("package-error /resources -> /resources"),
                errors("p.json", "{\"profile\": \"data-package\", \"fields\": []}"));
        assertEquals(List.of("package-error /resources -> /resources"), errors("datapackage.json", "{\"fields\": []}"));
    }

    @Test
    void rowsInJsonAreATable() throws IOException {
        assertEquals(List.of(), errors("rows.json", "[{\"a\": 1}, {\"a\": 2}]"));
        assertEquals(List.of("missing-cell 3 2"), errors("rows.json", " [\n[\"a\", \"b\"], [1, 2], [3]]"));
        Files.writeString(folder.resolve("datapackage.json"), "[{\"a\": 1}]");
        assertEquals(
                List.of("package-error"),
                Weir.validate(folder.resolve("datapackage.json"), RunOptions.DEFAULT).errors().stream()
                        .map(error -> error.code().code())
                        .toList());
    }
}

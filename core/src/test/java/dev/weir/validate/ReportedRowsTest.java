package dev.weir.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.report.Task;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is reported of rows: the code, the number of the row and that of the field. */
class ReportedRowsTest {
    @TempDir
    Path folder;

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private List<String> errors() {
        Report report = Weir.validate(folder, RunOptions.DEFAULT.withThreads(1));
        List<String> all = new ArrayList<>();
        report.errors().forEach(error -> all.add(error.code().code() + ' ' + error.pointer()));
        for (Task task : report.tasks()) {
            for (RowError error : task.errors()) {
                all.add(error.code().code() + ' ' + error.position().rowNumber() + ' ' + error.fieldNumber());
            }
        }
        return all;
    }

    /** {@code /} stands for a line end. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        `{name: a}, {name: b}`                | a,b/1,2/3,4          | ``
        `{name: a}, {name: b}`                | a,b/1/3,4            | missing-cell 2 2
        `{name: a}, {name: b}`                | a,b/1,2,3/3,4        | extra-cell 2 3
        `{name: a}, {name: b}`                | a,b/1,2,3,4/3,4      | `extra-cell 2 3, extra-cell 2 4`
        `{name: a}, {name: b}`                | a,b/,/3,4            | blank-row 2
        `{name: a}, {name: b}`                | a,b//3,4             | blank-row 2
        `{name: a}, {name: b}`                | a,b/,1/3,            | ``
        `{name: a, constraints: {required: true}}, {name: b}` | a,b/,/,1 | `blank-row 2, constraint-error 3 1`
        `{name: a, type: integer}, {name: b, type: integer}` | a,b/x,y/1,2/3,z | `type-error 2 1, type-error 2 2, type-error 4 2`
        `{name: a, type: integer, constraints: {minimum: 2, enum: [5]}}, {name: b}` | a,b/1,2 | `constraint-error 2 1, constraint-error 2 1`
        `{name: a, constraints: {unique: true}}, {name: b}` | a,b/1,2/1,3/2,3/1,1 | `unique-error 3 1, unique-error 5 1`
        `{name: a, constraints: {unique: true}}, {name: b}` | a,b/,2/,3 | ``
        """)
    void cells(String fields, String csv, String expected) throws IOException {
        write("t.csv", csv.replace('/', '\n') + "\n");
        write("datapackage.yaml", "{resources: [{name: t, path: t.csv, schema: {fields: [" + fields + "]}}]}\n");
        assertEquals(expected, String.join(", ", errors()).replaceAll("(blank-row \\d+) 0", "$1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        primaryKey: a         | integer | 1,x/2,y/1,z       | primary-key 4
        primaryKey: a         | integer | 3,x/2,y/2,z/3,q   | `primary-key 4, primary-key 5`
        primaryKey: a         | integer | 1,x/,y            | primary-key 3
        primaryKey: a         | string  | 1,x/01,y/1,z      | primary-key 4
        primaryKey: a         | number  | 1,x/1.0,y         | primary-key 3
        primaryKey: [a, b]    | integer | 1,x/1,y/2,x/1,y   | primary-key 5
        primaryKey: [a, b]    | integer | 1,/1,y            | primary-key 2
        `uniqueKeys: [[a], [a, b]]` | integer | 1,x/1,y/1,x | `unique-error 3, unique-error 4, unique-error 4`
        `uniqueKeys: [[a, b]]` | integer | 1,x/1,/1,/1,x    | unique-error 5
        primaryKey: a         | integer | 1,x/2,x/3,x/5,x/4,x/9,x/8,x/3,x | primary-key 9
        primaryKey: a         | integer | 99999999999999999999,x/2,x/99999999999999999999,x | primary-key 4
        """)
    void keys(String key, String type, String csv, String expected) throws IOException {
        write("t.csv", "a,b\n" + csv.replace('/', '\n') + "\n");
        write(
                "datapackage.yaml",
                "{resources: [{name: t, path: t.csv, schema: {fields: [{name: a, type: " + type + "}, {name: b}], "
                        + key + "}}]}\n");
        assertEquals(expected, String.join(", ", errors()).replaceAll("((?:primary-key|unique-error) \\d+) \\d", "$1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        integer | integer | 1/2/3     | 1/2/3/1   | ``
        integer | integer | 1/2/3     | 1/4/      | 3
        integer | number  | 1/2/3     | 1.0/2.5   | 3
        number  | integer | 1.0/2.50  | 1/2       | 3
        string  | string  | a/b       | b/c/a/c   | `3, 5`
        integer | year    | 2020/2021 | 2020/2022 | 3
        date    | date    | 2020-01-01 | 2020-01-01/2020-01-02 | 3
        integer | integer | 1/99999999999999999999 | 99999999999999999999/99999999999999999998 | 3
        integer | integer | 1/5/900000000000 | 5/900000000000/7 | 4
        """)
    void foreignKeys(String type, String referring, String values, String cells, String expected) throws IOException {
        write("a.csv", "id,more\n" + values.replace("/", ",\n") + ",\n");
        write("b.csv", "ref,more\n" + cells.replace("/", ",\n") + ",x\n");
        write(
                "datapackage.yaml",
                "{resources: [{name: b, path: b.csv, schema: {fields: [{name: ref, type: " + referring
                        + "}, {name: more}], foreignKeys: [{fields: ref, reference: {resource: a, fields: id}}]}},"
                        + " {name: a, path: a.csv, schema: {fields: [{name: id, type: " + type
                        + "}, {name: more}]}}]}\n");
        assertEquals(
                expected,
                String.join(", ", errors())
                        .replaceAll("foreign-key (\\d+) \\d", "$1")
                        .replaceAll(", blank-row.*", ""));
    }

    @Test
    void aForeignKeyToTheTableItselfAndOfTwoFields() throws IOException {
        write("t.csv", "id,parent,x,px\n1,,a,\n2,1,b,a\n3,9,c,a\n4,2,d,a\n");
        write(
                "datapackage.yaml",
                "{resources: [{name: t, path: t.csv, schema: {fields: [{name: id, type: integer}, {name: parent, type:"
                        + " integer}, {name: x}, {name: px}], foreignKeys: [{fields: parent, reference: {fields: id}},"
                        + " {fields: [parent, px], reference: {resource: '', fields: [id, x]}}]}}]}\n");
        assertEquals(List.of("foreign-key 4 0", "foreign-key 4 0", "foreign-key 5 0"), errors());
    }

    @Test
    void aForeignKeyToATableThatCannotBeReadIsNotJudged() throws IOException {
        write("b.csv", "ref\n1\n");
        write(
                "datapackage.yaml",
                "{resources: [{name: b, path: b.csv, schema: {fields: [{name: ref}], foreignKeys: [{fields: ref,"
                        + " reference: {resource: a, fields: id}}]}}, {name: a, path: a.csv, schema: {fields: [{name:"
                        + " id}]}}]}\n");
        assertEquals(List.of("scheme-error 0 0"), errors());
    }
}

package dev.weir.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.checklist.Checklist;
import dev.weir.checklist.ChecklistReader;
import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.JsonReader;
import dev.weir.report.ErrorCode;
import dev.weir.report.Report;
import dev.weir.report.RowError;
import dev.weir.report.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks of a checklist on real tables: what each finds, where, and what it lets pass. */
class ChecklistPassTest {
    @TempDir
    Path folder;

    @BeforeEach
    void descriptor() throws IOException {
        Files.writeString(folder.resolve("datapackage.json"), """
                {"resources": [{"name": "pay", "path": "pay.csv", "schema": {"fields": [
                  {"name": "id", "type": "integer"}, {"name": "name", "type": "string"},
                  {"name": "salary", "type": "number"}]}}]}
                """);
    }

    private static Checklist checklist(String json) {
        return ChecklistReader.read(
                JsonReader.read(json.getBytes(StandardCharsets.UTF_8), "checks.json"), "checks.json");
    }

    private Task task(String rows, RunOptions options) throws IOException {
        Files.writeString(folder.resolve("pay.csv"), "id,name,salary\n" + rows.replace(' ', '\n') + "\n");
        Report report = Weir.validate(folder, options);
        return report.tasks().get(0);
    }

    private static String place(RowError error) {
        return error.code().code() + "@" + error.position().rowNumber() + ":" + error.fieldNumber();
    }

    private String found(String check, String rows) throws IOException {
        RunOptions options = RunOptions.DEFAULT.withChecklist(checklist("{\"checks\": [" + check + "]}"));
        return task(rows, options).errors().stream()
                .map(ChecklistPassTest::place)
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'{\"type\": \"duplicate-row\"}'; 1,a,2 1,a,3 1,a,2.0 1,a,2; duplicate-row@4:0 duplicate-row@5:0",
                "'{\"type\": \"duplicate-row\"}'; 1,,2 1,,3 2,,2; ''",
                "'{\"type\": \"row-constraint\", \"formula\": \"salary == id * 5\"}'; 1,a,5 2,b,9 3,c,;"
                        + " row-constraint@3:0 row-constraint@4:0",
                "'{\"type\": \"row-constraint\", \"formula\": \"name in [\\\"a\\\", ''b''] and salary > 1\"}'; 1,a,5 2,b,9 3,c,7;"
                        + " row-constraint@4:0",
                "'{\"type\": \"table-dimensions\", \"numRows\": 2, \"minFields\": 3}'; 1,a,5 2,b,9; ''",
                "'{\"type\": \"table-dimensions\", \"numRows\": 3, \"maxFields\": 2}'; 1,a,5 2,b,9;"
                        + " table-dimensions@0:0 table-dimensions@0:0",
                "'{\"type\": \"table-dimensions\", \"maxRows\": 0}'; 1,a,5; table-dimensions@0:0",
                "'{\"type\": \"ascii-value\"}'; 1,a,5 2,é,9; ascii-value@3:2",
                "'{\"type\": \"forbidden-value\", \"fieldName\": \"id\", \"values\": [3, \"1\"]}'; 1,a,5 2,b,9 3,c,1;"
                        + " forbidden-value@2:1 forbidden-value@4:1",
                "'{\"type\": \"forbidden-value\", \"fieldName\": \"salary\", \"values\": [1.50]}'; 1,a,1.5 2,b,2;"
                        + " forbidden-value@2:3",
                "'{\"type\": \"required-value\", \"fieldName\": \"name\", \"values\": [\"a\", \"z\"]}'; 1,a,5;"
                        + " required-value@0:0",
                "'{\"type\": \"sequential-value\", \"fieldName\": \"id\"}'; 0,a,5 1,b,5 2,c,5; ''",
                "'{\"type\": \"sequential-value\", \"fieldName\": \"id\"}'; 4,a,5 5,b,5 7,c,5 9,d,5;"
                        + " sequential-value@4:1",
                "'{\"type\": \"truncated-value\"}'; 2147483647,a,5 2147483646,b,5; truncated-value@2:1",
                "'{\"type\": \"deviated-value\", \"fieldName\": \"salary\", \"interval\": 1}'; 1,a,1 2,b,2 3,c,3 4,d,90;"
                        + " deviated-value@5:3",
                "'{\"type\": \"deviated-value\", \"fieldName\": \"salary\", \"interval\": 1, \"average\": \"median\"}';"
                        + " 1,a,1 2,b,1 3,c,1 4,d,1; ''",
                "'{\"type\": \"deviated-value\", \"fieldName\": \"salary\", \"interval\": 0.5, \"average\": \"mode\"}';"
                        + " 1,a,7 2,b,7 3,c,1; deviated-value@4:3",
                "'{\"type\": \"deviated-value\", \"fieldName\": \"name\"}'; 1,a,1; check-error@0:0",
                "'{\"type\": \"sequential-value\", \"fieldName\": \"nope\"}'; 1,a,1; check-error@0:0",
                "'{\"type\": \"row-constraint\", \"formula\": \"nope > 1\"}'; 1,a,1; check-error@0:0",
            })
    void checks(String check, String rows, String expected) throws IOException {
        assertEquals(expected, found(check, rows));
    }

    @Test
    void aDeviatedCellIsLongerThanFiveThousandCharactersAndTheOthers() throws IOException {
        String rows = IntStream.range(0, 100).mapToObj(i -> i + ",abc,1").collect(Collectors.joining(" "));
        String longer = rows + " 100," + "x".repeat(6000) + ",1";
        assertEquals("deviated-cell@102:2", found("{\"type\": \"deviated-cell\"}", longer));
        assertEquals("", found("{\"type\": \"deviated-cell\", \"ignoreFields\": [\"name\"]}", longer));
        assertEquals("", found("{\"type\": \"deviated-cell\"}", rows + " 100," + "x".repeat(4000) + ",1"));
    }

    @Test
    void aTextOf255CharactersMayBeCutOff() throws IOException {
        assertEquals("truncated-value@2:2", found("{\"type\": \"truncated-value\"}", "1," + "é".repeat(255) + ",1"));
        assertEquals("", found("{\"type\": \"truncated-value\"}", "1," + "é".repeat(254) + ",1"));
    }

    @Test
    void duplicatesAreFoundBeyondTheFirstThousandsOfRows() throws IOException {
        String rows =
                IntStream.range(0, 20_000).mapToObj(i -> i % 19_990 + ",n,1").collect(Collectors.joining(" "));
        Task task = task(
                rows, RunOptions.DEFAULT.withChecklist(checklist("{\"checks\": [{\"type\": \"duplicate-row\"}]}")));
        assertEquals(10, task.errorCount());
        assertEquals(19_992, task.errors().get(0).position().rowNumber());
        assertEquals(19_992, task.errors().get(0).position().line());
        assertEquals("the same as data row 1", task.errors().get(0).note());
    }

    @Test
    void pickedErrorsCountAndSkippedOnesDoNot() throws IOException {
        String rows = "x,a,1 2,b,c,4,5 3,c,y";
        Checklist all = Checklist.NONE;
        assertEquals(5, task(rows, RunOptions.DEFAULT).errorCount());
        Checklist picked = all.with(Set.of(ErrorCode.TYPE_ERROR), Set.of());
        assertEquals(3, task(rows, RunOptions.DEFAULT.withChecklist(picked)).errorCount());
        Checklist skipped = all.with(Set.of(), Set.of(ErrorCode.TYPE_ERROR, ErrorCode.EXTRA_CELL));
        assertTrue(task(rows, RunOptions.DEFAULT.withChecklist(skipped)).valid());
        Files.delete(folder.resolve("pay.csv"));
        Report gone = Weir.validate(folder, RunOptions.DEFAULT.withChecklist(picked));
        assertEquals("scheme-error@0:0", place(gone.tasks().get(0).errors().get(0)), "no pick hides a missing file");
    }

    @Test
    void aLimitOfRowsReadsNoMore() throws IOException {
        String rows = "1,a,1 x,b,2 3,c,3 y,d,4";
        for (int limit = 1; limit <= 5; limit++) {
            for (int threads = 1; threads <= 3; threads++) {
                Task task = task(rows, RunOptions.DEFAULT.withLimitRows(limit).withThreads(threads));
                assertEquals(Math.min(limit, 4), task.rows());
                assertEquals(limit == 1 ? 0 : limit < 4 ? 1 : 2, task.errorCount(), "limit " + limit);
                assertEquals(limit < 5 ? 1 : 0, task.warnings().size());
            }
        }
    }

    @Test
    void allThatIsWrongWithAChecklistIsSaid() {
        String json = """
                {"checks": [{"type": "duplicate-rows"}, {"type": "row-constraint", "formula": "a +"},
                  {"type": "deviated-value", "average": "men", "foo": 1}, {"type": "forbidden-value", "fieldName": "a"}, 5],
                 "pick": 1, "skipErrors": ["type-eror"]}
                """;
        DescriptorException wrong = assertThrows(DescriptorException.class, () -> checklist(json));
        List<String> pointers =
                wrong.findings().stream().map(finding -> finding.pointer()).toList();
        assertEquals(
                List.of(
                        "/pick",
                        "/checks/0/type",
                        "/checks/1/formula",
                        "/checks/2/fieldName",
                        "/checks/2/average",
                        "/checks/2/foo",
                        "/checks/3/values",
                        "/checks/4",
                        "/skipErrors/0"),
                pointers);
        assertTrue(String.valueOf(wrong.getMessage()).contains("did you mean \"duplicate-row\"?"), wrong::getMessage);
        assertTrue(String.valueOf(wrong.getMessage()).contains("did you mean \"type-error\"?"), wrong::getMessage);
    }
}

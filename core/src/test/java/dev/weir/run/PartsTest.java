package dev.weir.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Resource;
import dev.weir.parse.ParseLimits;
import dev.weir.parse.TableSource;
import dev.weir.report.Report;
import dev.weir.report.Task;
import dev.weir.row.Batch;
import dev.weir.row.CellText;
import dev.weir.row.Row;
import dev.weir.source.DataFolder;
import dev.weir.source.Limits;
import dev.weir.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks that are laid out in many small parts say what they say as a whole: rows, labels, errors and their places. */
class PartsTest {
    private static final int FILES = 400;
    private static final String[] CELLS = {"1", "22", "x", "", "\"a,\"\"b\"", "\"3\nc\"", "\"\"", "é", " 4", "\"5\" "};
    private static final String[] DIALECTS = {"", "\"commentChar\": \"#\"", "\"commentRows\": [3, 4, 7, 20, 21]"};

    @TempDir
    Path folder;

    private int parts;

    private static byte[] generate(Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("id,n,name\n".getBytes(StandardCharsets.UTF_8));
        String end = random.nextInt(4) == 0 ? "\r\n" : "\n";
        int rows = random.nextInt(80);
        int bad = random.nextInt(3) == 0 ? 10 : 1000;
        for (int row = 0; row < rows; row++) {
            int kind = random.nextInt(10);
            int cells = kind == 0 ? 0 : kind < 3 ? 1 + random.nextInt(6) : 3;
            String text = kind == 3 ? "# no row " : "";
            for (int cell = 0; cell < cells; cell++) {
                String number = String.valueOf(cell == 0 ? random.nextInt(200) : random.nextInt(3));
                text += (cell > 0 ? "," : "") + (random.nextBoolean() ? number : CELLS[random.nextInt(CELLS.length)]);
            }
            out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            if (random.nextInt(bad) == 0) {
                out.write(0xff);
            }
            if (row + 1 < rows || random.nextBoolean()) {
                out.writeBytes(end.getBytes(StandardCharsets.UTF_8));
            }
        }
        if (random.nextInt(20) == 0) {
            out.writeBytes("\n7,8,\"open\n1,2,3\n".getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private void write(Random random) throws IOException {
        Files.write(folder.resolve("t.csv"), generate(random));
        Files.writeString(folder.resolve("datapackage.json"), """
            {"resources": [{"name": "t", "path": "t.csv", "dialect": {%s}, "schema": {
              "fields": [{"name": "id", "type": "integer"}, {"name": "n", "type": "number", "constraints": {"required": true}},
                {"name": "name", "type": "string", "constraints": {"unique": %s}}],
              "primaryKey": ["id"],
              "foreignKeys": [{"fields": ["n"], "reference": {"resource": "", "fields": ["id"]}}]}}]}
            """.formatted(
                        DIALECTS[random.nextInt(DIALECTS.length)], random.nextBoolean()));
    }

    @Test
    void partsSayWhatTheWholeSays() throws IOException {
        long errors = 0;
        for (int seed = 0; seed < FILES; seed++) {
            Random random = new Random(seed);
            write(random);
            int blockBytes = random.nextBoolean() ? 1 << 16 : 40 + random.nextInt(300);
            ParseLimits limits = ParseLimits.DEFAULT.withBlockBytes(blockBytes);
            RunOptions whole =
                    RunOptions.DEFAULT.withParseLimits(limits).withThreads(1).withLimitErrors(random.nextInt(40));
            RunOptions small = whole.withThreads(1 + random.nextInt(3))
                    .withParseLimits(limits.withPartCells(1 + random.nextInt(20)));
            String what = "seed " + seed + ": " + small;
            Task expected = validate(whole);
            Task found = validate(small);
            assertEquals(expected.errors(), found.errors(), what);
            assertEquals(expected.counts(), found.counts(), what);
            assertEquals(expected.rows(), found.rows(), what);
            assertEquals(rows(whole), rows(small), what);
            assertEquals(values(whole), values(small), what);
            errors += expected.errorCount();
        }
        assertTrue(errors > 10L * FILES, "errors: " + errors);
        assertTrue(parts > 10 * FILES, "parts: " + parts);
    }

    private Task validate(RunOptions options) {
        Report report = Weir.validate(folder, options);
        return report.tasks().get(0);
    }

    private List<String> values(RunOptions options) {
        List<String> values = new ArrayList<>();
        try (Rows rows = Weir.open(folder, options).resource("t").rows()) {
            for (Row row : rows) {
                values.add(row.value(0) + " " + row.value(1) + " " + row.value(2));
            }
        }
        return values;
    }

    /** Each row with its label, and where it begins. */
    private List<String> rows(RunOptions options) {
        Resource resource = Weir.open(folder, options).dataPackage().resource("t");
        Dialect dialect = TableFormat.of(resource).dialect();
        TableSource source = new TableSource(resource, new DataFolder(folder, false, Limits.DEFAULT));
        List<String> rows = new ArrayList<>();
        try (TableScan scan = TableScan.open(source, resource.schema(), dialect, options)) {
            TableScan.Load load = scan.cargo();
            for (Batch batch = scan.readNext(load); batch != null; batch = scan.readNext(load)) {
                for (int row = 0; row < batch.rows(); row++) {
                    long at = load.block.offsetOf(load.block.recordStart(row));
                    rows.add(Long.toHexString(batch.label(row)) + " at " + at + " " + CellText.ofRow(batch, row));
                }
                parts += load.block.part() > 0 ? 1 : 0;
            }
        }
        return rows;
    }

    @Test
    void aDescriptorIsInferredFromPartsAsFromTheWhole() throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            write(random);
            List<Path> files = List.of(folder.resolve("t.csv"));
            RunOptions small =
                    RunOptions.DEFAULT.withParseLimits(ParseLimits.DEFAULT.withPartCells(1 + random.nextInt(9)));
            assertEquals(described(files, RunOptions.DEFAULT), described(files, small), "seed " + seed);
        }
    }

    private static String described(List<Path> files, RunOptions options) {
        try {
            return Weir.describe(files, options).json().toString();
        } catch (SourceException refused) {
            return refused.getMessage();
        }
    }
}

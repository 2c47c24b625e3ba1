package dev.weir.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.report.Report;
import dev.weir.run.Rows;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Laws over all types, formats and dialects, with seeds that are printed: rows read from what was written are those of
 * the input, whatever ways they went; a descriptor that went to the other version and back says the same again.
 */
class ConversionLawTest {
    private static final int PACKAGES = 60;

    /** A field, and texts that it may hold. */
    private static final List<List<String>> FIELDS = List.of(
            List.of("'type':'string'", "a", "b,c", "\"q\"", "é; \n x", " pad ", "null", "true", "1"),
            List.of("'type':'any'", "a", "1.50", "true", "{}", "[1, 2]"),
            List.of("", "x", "007"),
            List.of("'type':'integer'", "1", "-7", "+3", "007", "123456789012345678901234567890"),
            List.of("'type':'integer','groupChar':'.'", "1.000", "2", "-1.234.567"),
            List.of("'type':'integer','bareNumber':false", "$5", "7 %", "12"),
            List.of("'type':'number'", "1.50", "-0", "1e3", ".5", "NaN", "INF", "-inf", "0.1000000000000000000000001"),
            List.of("'type':'number','groupChar':' ','decimalChar':','", "1 000,5", "2,0", "nan"),
            List.of("'type':'boolean'", "true", "False", "1", "0"),
            List.of("'type':'boolean','trueValues':['ja','j'],'falseValues':['nein']", "ja", "j", "nein"),
            List.of("'type':'date'", "2026-02-28", "0001-01-01"),
            List.of("'type':'date','format':'%d.%m.%Y'", "28.02.2026"),
            List.of("'type':'time'", "10:00:00", "23:59:59"),
            List.of("'type':'datetime'", "2026-01-01T10:00:00Z", "2026-01-01T10:00:00.25+02:00", "2026-01-01T10:00:00"),
            List.of("'type':'datetime','format':'%Y/%m/%d %H:%M'", "2026/01/02 03:04"),
            List.of("'type':'year'", "2026", "-0044"),
            List.of("'type':'yearmonth'", "2026-02"),
            List.of("'type':'duration'", "P1Y2M3DT4H5M6.5S", "PT0S"),
            List.of("'type':'object'", "{\"a\": {\"b\": [1.50, null]}, \"c\": \"x,y\"}", "{}"),
            List.of("'type':'array'", "[1, \"a\", {\"k\": false}]", "[]"),
            List.of("'type':'list'", "a,b", "x", "a,,c"),
            List.of("'type':'list','itemType':'number','delimiter':';'", "1.5;2", "3"),
            List.of("'type':'list','itemType':'boolean'", "true,false"),
            List.of("'type':'list','itemType':'date'", "2026-01-01,2026-01-02"),
            List.of("'type':'geopoint'", "90.5, 45", "0,0"),
            List.of("'type':'geopoint','format':'array'", "[90.5, 45]"),
            List.of("'type':'geopoint','format':'object'", "{\"lon\": 1, \"lat\": -2.5}"),
            List.of("'type':'geojson'", "{\"type\": \"Point\", \"coordinates\": [1, 2.50]}"));

    private static final List<String> DIALECTS = List.of(
            "",
            "'delimiter':';'",
            "'delimiter':'|','quoteChar':'^'",
            "'lineTerminator':'\\r\\n'",
            "'nullSequence':'NIL'",
            "'skipInitialSpace':true,'commentChar':'#'");

    @TempDir
    Path folder;

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String quoted(String text, String dialect) {
        String quote = dialect.contains("quoteChar") ? "^" : "\"";
        return quote + text.replace(quote, quote + quote) + quote;
    }

    /** A package of one table with some of the fields, and some cells of it missing. */
    private Path made(Random random) throws IOException {
        Path in = Files.createTempDirectory(folder, "in");
        String dialect = DIALECTS.get(random.nextInt(DIALECTS.size()));
        String delimiter = dialect.contains("';'") ? ";" : dialect.contains("'|'") ? "|" : ",";
        String line = dialect.contains("lineTerminator") ? "\r\n" : "\n";
        boolean own = random.nextInt(3) == 0;
        String missing = random.nextInt(2) == 0 ? "" : "-";
        List<List<String>> chosen = new ArrayList<>();
        List<String> described = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            List<String> field = FIELDS.get(random.nextInt(FIELDS.size()));
            chosen.add(field);
            names.add("f " + i);
            described.add("{'name':'f " + i + "'" + (field.get(0).isEmpty() ? "" : "," + field.get(0))
                    + (own && i == 0 ? ",'missingValues':['?']" : "") + "}");
        }
        StringBuilder data = new StringBuilder(String.join(delimiter, names)).append(line);
        for (int row = random.nextInt(6); row > 0; row--) {
            for (int i = 0; i < chosen.size(); i++) {
                List<String> texts = chosen.get(i);
                boolean last = i == chosen.size() - 1; // a row of missing cells only is an error: blank-row
                String text = !last && random.nextInt(5) == 0
                        ? own && i == 0 ? "?" : missing
                        : texts.get(1 + random.nextInt(texts.size() - 1));
                data.append(i == 0 ? "" : delimiter).append(quoted(text, dialect));
            }
            data.append(line);
        }
        Files.writeString(in.resolve("t.csv"), data);
        Files.writeString(
                in.resolve("datapackage.json"),
                json(
                        "{'$schema':'https://datapackage.org/profiles/2.0/datapackage.json','resources':[{'name':'t','path':"
                                + "'t.csv','type':'table','dialect':{" + dialect + "},'schema':{"
                                + (missing.isEmpty() ? "" : "'missingValues':['-'],") + "'fields':["
                                + String.join(",", described) + "]}}]}"));
        return in;
    }

    private static List<List<Object>> rows(Path in) {
        List<List<Object>> all = new ArrayList<>();
        try (Rows rows = Weir.open(in).resource("t").rows()) {
            rows.forEach(row -> {
                List<Object> cells = new ArrayList<>();
                for (int i = 0; i < rows.schema().fields().size(); i++) {
                    Object value = row.value(i);
                    cells.add(value instanceof BigDecimal number ? number.stripTrailingZeros() : value);
                }
                all.add(cells);
            });
        }
        return all;
    }

    private Path converted(Path in, ConvertOptions options, boolean zip) throws IOException {
        Path out = Files.createTempDirectory(folder, "out").resolve(zip ? "p.zip" : "p");
        assertTrue(Conversion.toPackage(Weir.open(in), out, options).written());
        return out;
    }

    private static ConvertOptions way(Random random) {
        TableForm form = random.nextInt(6) == 0 ? null : TableForm.values()[random.nextInt(5)];
        boolean text = form == TableForm.CSV || form == TableForm.TSV;
        return new ConvertOptions(
                random.nextInt(4) == 0 ? Standard.V2 : null,
                form,
                text && random.nextBoolean() ? List.of(";", ",", "\t", "::").get(random.nextInt(4)) : null,
                text && random.nextInt(3) == 0 ? "'" : null,
                text && random.nextInt(3) == 0 ? "\r\n" : null,
                text && random.nextInt(4) == 0 ? "utf-16" : null,
                false,
                List.of(),
                false,
                false);
    }

    @Test
    void rowsAreTheSameWhateverWaysTheyWent() throws IOException {
        for (int seed = 0; seed < PACKAGES; seed++) {
            Random random = new Random(seed);
            Path in = made(random);
            List<List<Object>> expected = rows(in);
            Report valid = Weir.validate(in, RunOptions.DEFAULT);
            assertTrue(
                    valid.valid(),
                    "seed " + seed + " is not valid itself: "
                            + valid.tasks().get(0).errors());
            Path at = in;
            StringBuilder ways = new StringBuilder();
            for (int step = 0; step < 3; step++) {
                ConvertOptions options = way(random);
                ways.append("\n").append(options);
                try {
                    at = converted(at, options, random.nextInt(4) == 0);
                } catch (RuntimeException refused) {
                    throw new AssertionError(
                            "seed " + seed + ways + "\n" + Files.readString(in.resolve("datapackage.json"))
                                    + Files.readString(in.resolve("t.csv")),
                            refused);
                }
                assertEquals(expected, rows(at), "seed " + seed + ways);
                Report report = Weir.validate(at, RunOptions.DEFAULT);
                assertTrue(
                        report.valid(),
                        "seed " + seed + ways + report.errors()
                                + report.tasks().get(0).errors());
            }
        }
    }

    @Test
    void rowsOfVersion1AreTheSameAndItsDescriptorComesBack() throws IOException {
        for (int seed = 0; seed < PACKAGES; seed++) {
            Path in = made(new Random(seed));
            Path one = converted(in, ConvertOptions.DEFAULT.withStandard(Standard.V1), false);
            Report report = Weir.validate(one, RunOptions.DEFAULT);
            assertTrue(
                    report.valid(),
                    "seed " + seed + report.errors() + report.tasks().get(0).errors());
            if (!Files.readString(in.resolve("datapackage.json")).contains("\"list\"")) {
                assertEquals(rows(in), rows(one), "seed " + seed);
            }
            Path two = converted(one, ConvertOptions.DEFAULT.withStandard(Standard.V2), false);
            Path again = converted(two, ConvertOptions.DEFAULT.withStandard(Standard.V1), false);
            assertEquals(descriptor(one), descriptor(again), "seed " + seed);
            assertEquals(Files.readString(one.resolve("t.csv")), Files.readString(again.resolve("t.csv")));
        }
    }

    private static JsonObject descriptor(Path in) throws IOException {
        byte[] bytes = Files.readAllBytes(in.resolve("datapackage.json"));
        return (JsonObject) JsonReader.read(bytes, new String(bytes, StandardCharsets.UTF_8));
    }
}

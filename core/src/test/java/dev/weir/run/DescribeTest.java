package dev.weir.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Resource;
import dev.weir.infer.Described;
import dev.weir.parse.ParseLimits;
import dev.weir.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is inferred of tables: types and formats column by column, keys, headers; and that it always fits its data. */
class DescribeTest {
    @TempDir
    Path folder;

    private Resource describe(String csv, RunOptions options) throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, csv);
        DataPackage described = Weir.describe(List.of(file), options);
        assertFits(described);
        return described.resources().get(0);
    }

    /** The result validates its own data. */
    private Report assertFits(DataPackage described) throws IOException {
        Files.write(folder.resolve("datapackage.json"), JsonWriter.write(described.json()));
        Report report = Weir.validate(folder, RunOptions.DEFAULT);
        assertTrue(report.valid(), () -> report.errors() + " " + report.tasks());
        return report;
    }

    private static String words(Field field) {
        return JsonWriter.compact(field.json().without("name"))
                .replaceAll("[{}\"]", "")
                .replace("type:", "")
                .replace("format:", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "n | 1;20;-3 | integer",
                "n | 1;2.50;1e3 | number",
                "n | 1;NaN | number",
                "n | 1,234;12;1,234,567 | integer,groupChar:,",
                "n | 1,234.5;12.25 | number,groupChar:,",
                "n | 12,5;3,25;7 | number,decimalChar:,",
                "n | 1.234,5;12,5 | number,decimalChar:,,groupChar:.",
                "n | 12%;7.5% | number,bareNumber:false",
                "n | $12;$7 | integer,bareNumber:false",
                "n | 1,2,3;4,5,6 | string",
                "n | 007;123 | string",
                "n | +4930123;123 | string",
                "zip_code | 10115;20095 | string",
                "Phone | 301234;301235 | string",
                "CIK | 66740;91142 | string",
                "year | 1999;2026 | year",
                "foundingYear | 1999;2026 | year",
                "count | 1999;2026 | integer",
                "year | 1999;12 | integer",
                "b | true;False | boolean",
                "b | yes;No | boolean,trueValues:[yes,Yes,YES],falseValues:[no,No,NO]",
                "b | 0;1 | integer",
                "d | 2026-01-31;2025-02-28 | date",
                "d | 31/01/2026;01/02/2026 | date,%d/%m/%Y",
                "d | 01/02/2026;01/31/2026 | date,%m/%d/%Y",
                "d | 31.01.2026 | date,%d.%m.%Y",
                "d | 2026-01-31T10:00:00Z | datetime",
                "d | 2026-01-31 10:00:00 | datetime,%Y-%m-%d %H:%M:%S",
                "d | 2026-01-31 10:00 | datetime,%Y-%m-%d %H:%M",
                "t | 10:00:00;23:59:59 | time",
                "t | 10:00;23:59 | time,%H:%M",
                "m | 2026-01;2025-12 | yearmonth",
                "p | P1D;PT2H | duration",
                "s | 6ba7b810-9dad-11d1-80b4-00c04fd430c8 | string,uuid",
                "s | a@example.org;b@example.com | string,email",
                "s | https://example.org/a;http://example.com | string,uri",
                "s | a:b;c:d | string",
                "n | 1;NA;3 | integer,missingValues:[,NA]",
                "n | 1.5;-;n/a | number,missingValues:[,-,n/a]",
                "s | a;NA;- | string",
                "d | 2026-01-31;abc | string",
                "s | NA;NA | string",
            })
    void typesAndFormats(String name, String cells, String expected) throws IOException {
        String csv = "k," + name + "\n"
                + java.util.Arrays.stream(cells.split(";"))
                        .map(cell -> "x,\"" + cell + "\"")
                        .collect(Collectors.joining("\n"))
                + "\n";
        assertEquals(expected, words(describe(csv, RunOptions.DEFAULT).schema().field(1)));
    }

    @Test
    void fewTextsOfManyRowsAreCategories() throws IOException {
        String rows = IntStream.range(0, 100)
                .mapToObj(i -> i + "," + (i % 3 == 0 ? "b" : "a"))
                .collect(Collectors.joining("\n"));
        Resource many = describe("id,kind\n" + rows + "\n", RunOptions.DEFAULT);
        assertEquals("string,categories:[a,b]", words(many.schema().field(1)));
        Resource few = describe("id,kind\n1,a\n2,b\n3,a\n", RunOptions.DEFAULT);
        assertEquals("string", words(few.schema().field(1)));
    }

    @Test
    void aKeyIsTheFirstOfItsKindThatIsNeverRepeated() throws IOException {
        assertEquals(List.of("id"), key("id,x\n1,a\n2,a\n3,b\n"));
        assertEquals(List.of("code"), key("group,code,x\ng,a,1\ng,b,1\nh,c,1\n"));
        assertEquals(List.of(), key("id,x\n1,a\n,b\n"));
        assertEquals(List.of(), key("id,x\n1,a\n1,b\n"));
        assertEquals(List.of(), key("price,x\n1.5,a\n2.5,b\n"), "an amount is no key");
        String rows = IntStream.range(0, 40)
                .mapToObj(i -> "c" + i / 20 + "," + (2000 + i % 20) + ",7")
                .collect(Collectors.joining("\n"));
        assertEquals(List.of("country", "year"), key("country,year,x\n" + rows + "\n"));
        assertEquals(List.of(), key("a,b,x\nc,1,7\nc,2,7\nd,1,7\n"), "of few rows a pair is so by chance");
    }

    private List<String> key(String csv) throws IOException {
        return describe(csv, RunOptions.DEFAULT).schema().primaryKey();
    }

    @Test
    void aKeyWithMoreFieldsIsHeldWhereOneOfItsFieldsIsRepeatedLate() throws IOException {
        for (String second : List.of("b", "a")) {
            String rows = IntStream.range(0, 3000).mapToObj(i -> i + ",a,7").collect(Collectors.joining("\n"));
            Resource resource = describe("number,letter,x\n" + rows + "\n5," + second + ",7\n", small());
            List<String> key = second.equals("a") ? List.of() : List.of("number", "letter");
            assertEquals(key, resource.schema().primaryKey(), second);
        }
    }

    @Test
    void aKeyThatIsNoIntegerInTheEndIsHeldAsText() throws IOException {
        for (String last : List.of("x1", "99999999999999999999", "5")) {
            String rows = IntStream.range(0, 3000).mapToObj(i -> i + ",a").collect(Collectors.joining("\n"));
            Resource resource = describe("id,x\n" + rows + "\n" + last + ",b\n", small());
            List<String> key = last.equals("5") ? List.of() : List.of("id");
            assertEquals(key, resource.schema().primaryKey(), last);
        }
    }

    /** Blocks of a few rows, so that a column is seen by several threads in several batches. */
    private static RunOptions small() {
        return RunOptions.DEFAULT.withThreads(3).withParseLimits(ParseLimits.DEFAULT.withBlockBytes(256));
    }

    @Test
    void aTableWithoutAHeaderIsSeenAsSuch() throws IOException {
        Resource resource = describe("1,2.5,2026-01-01\n2,3.5,2026-01-02\n", RunOptions.DEFAULT);
        assertFalse(resource.dialect().header());
        assertEquals(List.of("field1", "field2", "field3"), resource.schema().names());
        assertTrue(
                describe("1,2.5,name\n2,3.5,x\n", RunOptions.DEFAULT).dialect().header(), "a text may be a name");
    }

    @Test
    void aSampleLooksAtTheFirstRowsOnly() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, "id,x\n1,1\n2,2\n3,a\n");
        Described described = Weir.described(List.of(file), RunOptions.DEFAULT.withLimitRows(2));
        assertEquals(
                "integer",
                words(described.dataPackage().resources().get(0).schema().field(1)));
        assertTrue(described.notes().contains("t: types are those of the first 2 rows"), described.notes()::toString);
    }

    @Test
    void aFieldThatIsCalledAsAKeyAndHasOnlyItsValuesRefersToIt() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "id,name\n1,ada\n2,ben\n3,cleo\n");
        Files.writeString(folder.resolve("orders.csv"), "id,customer_id,other_id\n10,1,1\n11,3,9\n12,1,2\n");
        List<Path> files = List.of(folder.resolve("customers.csv"), folder.resolve("orders.csv"));
        Described described = Weir.described(files, RunOptions.DEFAULT);
        assertFits(described.dataPackage());
        assertEquals(
                1,
                described
                        .dataPackage()
                        .resources()
                        .get(1)
                        .schema()
                        .foreignKeys()
                        .size());
        assertTrue(
                described.notes().contains("orders: foreign key customer_id: every value is a id of customers"),
                described.notes()::toString);
        Files.writeString(folder.resolve("orders.csv"), "id,customer_id,other_id\n10,1,1\n11,4,9\n12,1,2\n");
        assertEquals(
                0,
                Weir.describe(files, RunOptions.DEFAULT)
                        .resources()
                        .get(1)
                        .schema()
                        .foreignKeys()
                        .size());
    }

    @Test
    void whateverIsInferredFitsItsData() throws IOException {
        long seed = 20261201;
        Random random = new Random(seed);
        List<String> kinds = List.of(
                "1",
                "-2",
                "3.5",
                "1,234",
                "12,5",
                "007",
                "true",
                "yes",
                "no",
                "2026-01-31",
                "31/01/2026",
                "01/02/2026",
                "02/13/2026",
                "2026-01",
                "10:00",
                "10:00:00",
                "P1D",
                "NA",
                "-",
                "",
                "a",
                "a@b.org",
                "https://a.b/c",
                "{\"a\": 1}",
                "[1]",
                "12, 13",
                "2026-01-31T10:00:00Z",
                "1999",
                "12%",
                "NaN",
                "é",
                "1e5");
        for (int round = 0; round < 400; round++) {
            int rows = 1 + random.nextInt(round % 10 == 0 ? 3000 : 12);
            List<String> lines = new ArrayList<>(List.of("id,a,b,year"));
            List<List<String>> pools = new ArrayList<>();
            for (int field = 0; field < 4; field++) {
                List<String> pool = new ArrayList<>();
                for (int i = 0; i < 1 + random.nextInt(3); i++) {
                    pool.add(kinds.get(random.nextInt(kinds.size())));
                }
                pools.add(pool);
            }
            for (int row = 0; row < rows; row++) {
                StringBuilder line = new StringBuilder();
                for (int field = 0; field < 4; field++) {
                    List<String> pool = pools.get(field);
                    int most = row < rows * 3 / 4 ? Math.max(1, pool.size() - 1) : pool.size();
                    String cell = field == 0 && round % 3 == 0 ? String.valueOf(row) : pool.get(random.nextInt(most));
                    line.append(field == 0 ? "" : ",")
                            .append('"')
                            .append(cell.replace("\"", "\"\""))
                            .append('"');
                }
                lines.add(line.toString());
            }
            String csv = String.join("\n", lines) + "\n";
            try {
                describe(csv, small());
            } catch (AssertionError | RuntimeException wrong) {
                throw new AssertionError(
                        "seed " + seed + ", round " + round + "\n" + csv.substring(0, Math.min(2000, csv.length())),
                        wrong);
            }
        }
    }
}

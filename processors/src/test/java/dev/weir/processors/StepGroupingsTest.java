package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Schema;
import dev.weir.expression.Expression;
import dev.weir.flow.FlowFile;
import dev.weir.process.Form;
import dev.weir.process.Group;
import dev.weir.process.OnError;
import dev.weir.process.OnResources;
import dev.weir.process.Operation;
import dev.weir.process.Processor;
import dev.weir.process.RunInputs;
import dev.weir.process.Scan;
import dev.weir.process.Selector;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.process.Whole;
import dev.weir.row.Row;
import dev.weir.run.LocalRunner;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * However the rows of its input are grouped into batches, a step writes the same bytes: every step that there is, by the
 * functions of its form. A new step fails here until it has a sample.
 */
class StepGroupingsTest {
    private static final int ROWS = 70;
    private static final int SEEDS = 3;
    private static final String FIELDS = "id integer, code string, currency string, amount number, tax number,"
            + " day date, at datetime, paid boolean, mixed string";
    private static final DataPackage SHOP = Tables.dataPackage(
            Tables.resource("orders", FIELDS),
            Tables.resource("old", "id integer, amount number, code string"),
            Tables.resource("rates", "currency string, rate number, seen date"));

    /** Options of each step, over {@link #SHOP}; none: the step reads its rows itself or asks the run to check them. */
    private static final Map<String, List<String>> SAMPLES = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "add-field",
                    List.of(
                            "{name: x, value: \"COALESCE(code, currency) || ' ' || CAST(amount AS VARCHAR)\"}",
                            "{name: x, type: number, value: \"CASE WHEN paid THEN amount * 1.1 - tax ELSE id END\"}",
                            "{name: x, value: \"DATE_TRUNC('month', at)\"}")),
            Map.entry(
                    "aggregate",
                    List.of(
                            "{by: [currency, \"CAST(at AS DATE) AS on_day\"], to: totals, fields: {total: SUM(amount),"
                                    + " n: COUNT(*), few: COUNT(DISTINCT code), least: MIN(day), mean: AVG(tax)}}",
                            "{by: code, order: first, fields: {top: MAX(amount), all: \"LISTAGG(currency, '+')\"}}",
                            "{fields: {total: SUM(amount), last: MAX(at), rows: COUNT(*)}}")),
            Map.entry(
                    "concatenate",
                    List.of(
                            "{resources: [old, orders], to: all}",
                            "{resources: [orders, old], to: all, fields: {key: [id], text: [code, mixed]}}")),
            Map.entry(
                    "deduplicate",
                    List.of("{by: [code, currency]}", "{by: id, keep: last}", "{}", "{by: \"UPPER(code)\"}")),
            Map.entry("delete-fields", List.of("{fields: [amount, /d.*/]}")),
            Map.entry("dump", List.of("{to: dist}")),
            Map.entry("duplicate", List.of("{to: copy}")),
            Map.entry(
                    "filter-rows",
                    List.of("{where: \"amount > 3 OR code LIKE 's%'\"}", "{where: \"day < DATE '2024-01-05'\"}")),
            Map.entry(
                    "find-replace",
                    List.of(
                            "{find: \"[ai]\", replace: \"\", regex: true}",
                            "{fields: [code, mixed], find: s, replace: ß}")),
            Map.entry(
                    "join",
                    List.of(
                            "{with: rates, on: currency, keep: inner}",
                            "{with: rates, on: currency, fields: [rate]}",
                            "{with: rates, on: {currency: currency, day: seen}, keep: right, delete: true}",
                            "{with: rates, on: currency, keep: full}",
                            "{with: rates, on: currency, keep: semi}",
                            "{with: rates, on: currency, keep: anti}")),
            Map.entry("load", List.of()),
            Map.entry("print", List.of("{rows: 5}", "{rows: 40, format: csv}", "{rows: 100, format: jsonl}")),
            Map.entry("rename-fields", List.of("{fields: {id: number, day: date}}")),
            Map.entry("select-fields", List.of("{fields: [/.*a.*/, id]}")),
            Map.entry(
                    "set-type",
                    List.of(
                            "{fields: {mixed: integer, amount: string, id: number}, on-error: keep}",
                            "{fields: {mixed: {type: integer}, day: string}, on-error: drop}")),
            Map.entry(
                    "sort-rows",
                    List.of("{by: [currency, \"amount DESC\"]}", "{by: \"LENGTH(code)\"}", "{by: [\"at DESC\"]}")),
            Map.entry("unpivot", List.of("{fields: [id, amount, tax]}")),
            Map.entry("update-package", List.of("{set: {title: Orders}}")),
            Map.entry("checkpoint", List.of("{name: here}")),
            Map.entry("delete-resource", List.of("{resources: [old, rates]}")),
            Map.entry("distinct", List.of()),
            Map.entry("except", List.of()),
            Map.entry("intersect", List.of()),
            Map.entry(
                    "fill",
                    List.of(
                            "{fields: [amount, tax], value: \"COALESCE(id, 7) * 1.5\"}",
                            "{fields: [code, mixed], value: \"currency\"}")),
            Map.entry("fill-down", List.of("{fields: [code, amount, day, at], by: currency}", "{}")),
            Map.entry(
                    "merge-fields",
                    List.of(
                            "{fields: [currency, amount, day], to: all, separator: \"/\"}",
                            "{fields: [id, /c.*/], to: all, keep: true}")),
            Map.entry(
                    "pivot",
                    List.of(
                            "{by: [code], name: currency, values: [EUR, USD], value: \"SUM(amount)\"}",
                            "{by: [currency, \"CAST(at AS DATE) AS d\"], name: id, values: {seven: 7, two: 2}, value:"
                                    + " \"COUNT(*)\", to: p}")),
            Map.entry("rename-resource", List.of("{to: sales}")),
            Map.entry(
                    "scan",
                    List.of(
                            "{by: currency, name: balance, value: \"ROUND(SUM(amount), 2)\"}",
                            "{name: x, value: \"MAX(tax * 2) - MIN(tax)\"}",
                            "{by: [code, currency], name: x, value: \"LAST(day) FILTER (WHERE paid)\"}",
                            "{by: code, name: x, value: \"AVG(amount)\"}")),
            Map.entry("set-primary-key", List.of("{fields: [id, code]}")),
            Map.entry(
                    "slice-rows",
                    List.of(
                            "{by: currency, tail: 9}",
                            "{head: 40}",
                            "{start: 3, step: 2, by: [code, paid]}",
                            "{tail: 33}")),
            Map.entry(
                    "split-field",
                    List.of(
                            "{field: code, to: [a, b], separator: i}",
                            "{field: amount, to: [whole, rest], pattern: \"^(-?[0-9]*)(.*)$\", keep: true}")),
            Map.entry(
                    "update-schema", List.of("{set: {missingValues: [\"\", \"returned\"], title: x}, on-error: drop}")),
            Map.entry(
                    "update-resource",
                    List.of("{set: {title: Orders}}", "{set: {name: sales, dialect: {delimiter: ;}}}")),
            Map.entry("validate", List.of())));

    @TempDir
    Path folder;

    private int folders;

    private Path folder() throws IOException {
        return Files.createDirectory(folder.resolve("f" + folders++));
    }

    private static String pick(Random random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    /** Rows with missing cells, repeated keys, texts that need quotes, NaN, and numbers spelled in several ways. */
    private static Map<String, String[]> rows(Random random) {
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            orders.add(String.join(
                    "|",
                    pick(random, "", "-7", "007", String.valueOf(random.nextInt(30))),
                    pick(random, "shipped", "\"shipped\"", "returned", "\"paid, late\"", "", "naïve", "\"x\ny\""),
                    pick(random, "EUR", "USD", "\"CHF\"", "", "JPY"),
                    pick(random, "1.50", "1.5", "02", "-3", "", "1e2", "\"4.0\"", "NaN", "INF", "-INF"),
                    pick(random, "", "0.19", "-0", "7", "\"7.00\"", "-12345678901234567890.5"),
                    pick(random, "", "2024-01-0" + (1 + random.nextInt(9)), "1969-12-31"),
                    pick(
                            random,
                            "",
                            "2024-02-29T23:59:59",
                            "2024-03-01T00:00:00Z",
                            "2024-03-0" + (1 + random.nextInt(9)) + "T12:00:00.5"),
                    pick(random, "true", "false", "", "1"),
                    pick(random, "x", "", String.valueOf(random.nextInt(9)))));
        }
        List<String> old = new ArrayList<>();
        for (int i = 0; i < ROWS / 3; i++) {
            old.add(random.nextInt(40) + "|" + pick(random, "", "9.90", "-1") + "|" + pick(random, "a", "\"b\"", ""));
        }
        String[] rates = {
            "EUR|1.00|2024-01-01", "USD|\"0.9\"|2024-01-02", "CHF|1|", "GBP|1.2|", "|5|2024-01-03", "EUR|1.1|"
        };
        Map<String, String[]> tables = new LinkedHashMap<>();
        tables.put("orders", orders.toArray(String[]::new));
        tables.put("old", old.toArray(String[]::new));
        tables.put("rates", rates);
        return tables;
    }

    @Test
    void everyStepHasASample() {
        TreeSet<String> names = new TreeSet<>();
        Tables.STEPS.all().forEach(step -> names.add(step.spec().name()));
        assertEquals(names, SAMPLES.keySet());
    }

    @Test
    void everyStepNamesItsFormAndOnlyPrintAndDumpAreWhole() {
        int forms = 0;
        for (Step step : Tables.STEPS.all()) {
            Spec spec = step.spec();
            boolean whole = spec.name().equals("print") || spec.name().equals("dump");
            assertEquals(
                    SpecsTest.COMPOSITES.contains(spec.name()),
                    SAMPLES.get(spec.name()).isEmpty() && spec.form().equals("Group"),
                    spec.name());
            for (String sample : SAMPLES.get(spec.name())) {
                for (Operation operation : processor(step, sample, folder).operations(SHOP)) {
                    Form form = ((Operation.Apply) operation).form();
                    assertEquals(spec.form(), form.formName(), spec.name());
                    assertEquals(whole, form instanceof Whole, spec.name());
                    forms++;
                }
            }
        }
        assertTrue(forms >= 35, "forms seen: " + forms);
    }

    private static Processor processor(Step step, String sample, Path folder) {
        Spec spec = step.spec();
        boolean selects = spec.resources()
                && !sample.contains("resources:")
                && !spec.name().equals("print");
        String more = sample.equals("{}") ? "}" : ", " + sample.substring(1);
        return Tables.STEPS.processor(
                spec.name(), Tables.json(selects ? "{resources: orders" + more : sample), folder, Instant.EPOCH);
    }

    private String same(String name, Function<Path, Processor> step, Map<String, String[]> rows, long seed)
            throws IOException {
        Path place = folder();
        String one = Feeding.oneBatch(seed).bytes(step.apply(place), SHOP, rows, place);
        List<Feeding> ways = List.of(
                new Feeding(seed, 3, 3, 1L << 30), new Feeding(seed, 20, 2, 20_000), new Feeding(seed, 9, 3, 0));
        for (Feeding feeding : List.of(new Feeding(seed, 1, 2, 1L << 30), ways.get((int) seed % ways.size()))) {
            Path other = folder();
            assertEquals(one, feeding.bytes(step.apply(other), SHOP, rows, other), name + ", " + feeding);
        }
        return one;
    }

    @Test
    void everyStepWritesTheSameBytesOfAnyGrouping() throws IOException {
        for (Step step : Tables.STEPS.all()) {
            String name = step.spec().name();
            for (String sample : SAMPLES.get(name)) {
                for (long seed = 0; seed < SEEDS; seed++) {
                    Map<String, String[]> rows = rows(new Random(seed));
                    String bytes = same(name + " " + sample, to -> processor(step, sample, to), rows, seed);
                    assertTrue(bytes.lines().count() > 30, name + " " + sample + " wrote " + bytes);
                }
            }
        }
    }

    /** Forms that no built-in step is of. */
    @Test
    void aScanAndANewRowGroupWriteTheSameBytesOfAnyGrouping() throws IOException {
        for (Form form : List.of(new Numbered(), new Ends())) {
            Processor step = new OnResources("own", "", new Selector(List.of("orders")), form, OnError.FAIL);
            for (long seed = 0; seed < SEEDS; seed++) {
                same(form.toString(), place -> step, rows(new Random(seed)), seed);
            }
        }
    }

    private record Count(long rows, String codes) {}

    /** Numbers the rows of a currency. */
    private record Numbered() implements Scan<Count> {
        @Override
        public List<String> keys() {
            return List.of("currency");
        }

        @Override
        public Schema describe(Schema input) {
            return input;
        }

        @Override
        public Count initial() {
            return new Count(0, "");
        }

        @Override
        public Next<Count> next(Count state, Row row, Schema output) {
            Count next = new Count(state.rows() + 1, state.codes() + row.value("code"));
            return new Next<>(next, row.with("id", next.rows()).with("mixed", next.codes()));
        }
    }

    /** The first and the last row of each code, new rows both. */
    private record Ends() implements Group, Group.PerKey {
        @Override
        public List<Expression> keys() {
            return List.of(Expression.parse("code"));
        }

        @Override
        public Schema describe(Schema input) {
            return input;
        }

        @Override
        public Body body(Schema input) {
            return this;
        }

        @Override
        public boolean inPlace() {
            return false;
        }

        @Override
        public void apply(Iterable<Row> rows, Consumer<Row> out) {
            Row last = null;
            for (Row row : rows) {
                if (last == null) {
                    out.accept(row);
                }
                last = row.copy();
            }
            out.accept(last);
        }
    }

    /**
     * Steps that have no rows before them, {@code load}, or whose work the run does, {@code validate}: the rows come in
     * files of random sizes from 1 row, each read by itself.
     */
    @Test
    void loadAndValidateWriteTheSameBytesOfAnyCutIntoFiles() throws IOException {
        for (String step : List.of("load: {package: in, on-error: drop}", "validate: {on-error: drop}")) {
            for (long seed = 0; seed < SEEDS; seed++) {
                Random random = new Random(seed);
                String[] rows = rows(random).get("orders");
                String one = run(step, List.of(rows.length), rows);
                for (int largest : new int[] {1, 4, 30}) {
                    List<Integer> sizes = new ArrayList<>();
                    for (int left = rows.length; left > 0; left -= sizes.get(sizes.size() - 1)) {
                        sizes.add(Math.min(left, 1 + random.nextInt(largest)));
                    }
                    assertEquals(one, run(step, sizes, rows), step + ", seed " + seed + ", files of " + sizes);
                }
                assertTrue(one.lines().count() > 40, one);
            }
        }
    }

    /** Steps made of steps pass their rows from part to part: whole flows, over files of random sizes. */
    @Test
    void stepsMadeOfStepsWriteTheSameBytesOfAnyCutIntoFiles() throws IOException {
        String other = "validate: {on-error: drop}\n  - set-type: {fields: {id: string}}\n"
                + "  - select-fields: {fields: [code, currency, paid]}\n"
                + "  - duplicate: {resources: orders, to: other}\n"
                + "  - filter-rows: {resources: other, where: \"paid OR currency IS NULL\"}\n  - ";
        String end = "\n  - add-field: {resources: orders, name: id, value: \"1\"}";
        for (String step : List.of(
                "distinct: {resources: orders}",
                "distinct: {resources: orders, fields: [paid, code]}",
                "intersect: {resources: orders, with: other}",
                "intersect: {resources: orders, with: other, all: true}",
                "except: {resources: orders, with: other}",
                "except: {resources: orders, with: other, all: true}")) {
            for (long seed = 0; seed < SEEDS; seed++) {
                Random random = new Random(seed);
                String[] rows = rows(random).get("orders");
                String one = run(other + step + end, List.of(rows.length), rows);
                List<Integer> sizes = new ArrayList<>();
                for (int left = rows.length; left > 0; left -= sizes.get(sizes.size() - 1)) {
                    sizes.add(Math.min(left, 1 + random.nextInt(9)));
                }
                assertEquals(one, run(other + step + end, sizes, rows), step + ", seed " + seed);
            }
        }
    }

    private String run(String step, List<Integer> sizes, String... rows) throws IOException {
        Path place = folder();
        Files.createDirectory(place.resolve("in"));
        List<String> paths = new ArrayList<>();
        int from = 0;
        for (int size : sizes) {
            StringBuilder text =
                    new StringBuilder(FIELDS.replaceAll(" (integer|string|number|date|datetime|boolean)", "")
                            .replace(" ", ""));
            for (int i = from; i < from + size; i++) {
                text.append('\n').append(rows[i].replace("|", ","));
            }
            paths.add("\"p" + from + ".csv\"");
            Files.writeString(place.resolve("in/p" + from + ".csv"), text.append('\n'));
            from += size;
        }
        String schema = JsonWriter.compact(Tables.schema(FIELDS.replace("mixed string", "mixed integer"))
                .with("primaryKey", Tables.texts("id", "code"))
                .json());
        Files.writeString(
                place.resolve("in/datapackage.json"),
                "{\"name\": \"in\", \"resources\": [{\"name\": \"orders\", \"type\": \"table\", \"path\": ["
                        + String.join(", ", paths) + "], \"schema\": " + schema + "}]}");
        Files.writeString(
                place.resolve("weir.yaml"),
                "flow:\n" + (step.startsWith("load") ? "" : "  - load: {package: in}\n") + "  - " + step
                        + "\n"
                        + "  - filter-rows: {resources: orders, where: \"id IS NOT NULL OR code IS NOT NULL OR"
                        + " paid\"}\n"
                        + "  - dump: {to: dist, paths: fixed}\n");
        FlowFile flow = FlowFile.read(place.resolve("weir.yaml"), Map.of(), Tables.STEPS);
        var run = LocalRunner.run(
                flow.plan(Instant.EPOCH), RunOptions.DEFAULT, new RunInputs(Instant.EPOCH, t -> {}), place);
        assertTrue(run.completed(), run.report().toString());
        return published(place.resolve("dist"));
    }

    /** What was published, but for what says which files the rows came in. */
    private static String published(Path dist) throws IOException {
        Path descriptor = dist.resolve("datapackage.json");
        JsonObject json = (JsonObject) JsonReader.read(Files.readAllBytes(descriptor), "datapackage.json");
        Files.write(descriptor, JsonWriter.write(json.without("sources")));
        try (Stream<Path> kept = Files.walk(dist.resolve(".weir"))) {
            for (Path file : kept.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        return Feeding.files(dist);
    }
}

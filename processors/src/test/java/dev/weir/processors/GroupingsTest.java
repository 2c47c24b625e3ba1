package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Schema;
import dev.weir.process.Each;
import dev.weir.process.Join;
import dev.weir.process.Operation;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.row.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However rows are grouped into batches, a form's own functions make the same rows with the same texts. */
class GroupingsTest {
    private static final Schema SCHEMA = SpecsTest.ORDERS.schema();
    private static final int ROWS = 60;
    private static final List<String> MORE = List.of(
            "add-field: {name: x, value: \"COALESCE(status, currency) || ' ' || CAST(amount AS VARCHAR)\"}",
            "filter-rows: {where: \"amount > 3 OR status LIKE 's%'\"}",
            "find-replace: {find: \"[ai]\", replace: \"\", regex: true}",
            "set-type: {fields: {placed: integer, amount: string, id: number}, on-error: keep}",
            "set-type: {fields: {placed: integer}, on-error: drop}",
            "unpivot: {fields: [id, amount, tax]}",
            "select-fields: {fields: [/.*a.*/, id]}");

    private static String[] rows(Random random) {
        String[] rows = new String[ROWS];
        String[] words = {"shipped", "returned", "\"paid, late\"", "", "naïve"};
        String[] numbers = {"1.50", "02", "-3", "", "1e2", "\"4.0\""};
        for (int i = 0; i < ROWS; i++) {
            rows[i] = String.join(
                    "|",
                    String.valueOf(random.nextInt(40)),
                    words[random.nextInt(words.length)],
                    random.nextBoolean() ? "EUR" : "",
                    numbers[random.nextInt(numbers.length)],
                    numbers[random.nextInt(numbers.length)],
                    random.nextInt(4) == 0 ? "" : "2024-01-0" + (1 + random.nextInt(9)),
                    random.nextInt(3) == 0 ? "x" : String.valueOf(random.nextInt(9)),
                    "a@b.example");
        }
        return rows;
    }

    private static Tables.Collected grouped(Each form, String[] rows, Random groups) {
        Tables.Collected collected = new Tables.Collected();
        Each.Kernel kernel = form.kernel(SCHEMA);
        int from = 0;
        while (from < rows.length) {
            int to = Math.min(rows.length, from + 1 + groups.nextInt(9));
            kernel.apply(Tables.batch(SCHEMA, from, Arrays.copyOfRange(rows, from, to)), collected);
            from = to;
        }
        return collected;
    }

    @Test
    void everyEachMakesTheSameOfAnyGrouping() {
        List<Processor> processors = new ArrayList<>();
        for (Step step : Tables.STEPS.all()) {
            Spec spec = step.spec();
            if (spec.form().equals("Each")
                    && !spec.name().equals("set-type")
                    && !spec.name().equals("concatenate")) {
                processors.add(SpecsTest.example(spec));
            }
        }
        MORE.forEach(text -> processors.add(
                Tables.step(text.substring(0, text.indexOf(':')), text.substring(text.indexOf(':') + 1))));
        DataPackage input = Tables.dataPackage(SpecsTest.ORDERS);
        int compared = 0;
        for (Processor processor : processors) {
            Each form = (Each) ((Operation.Apply) processor.operations(input).get(0)).form();
            for (long seed = 0; seed < 5; seed++) {
                Random random = new Random(seed);
                String[] rows = rows(random);
                Tables.Collected one = new Tables.Collected();
                form.kernel(SCHEMA).apply(Tables.batch(SCHEMA, 0, rows), one);
                Tables.Collected many = grouped(form, rows, random);
                String what = processor.name() + " " + processor.configuration() + ", seed " + seed;
                assertEquals(one.rows, many.rows, what);
                assertEquals(
                        one.errors.stream().sorted().toList(),
                        many.errors.stream().sorted().toList(),
                        what);
                compared += one.rows.size();
            }
        }
        assertTrue(compared > 1000, "rows compared: " + compared);
    }

    @Test
    void aJoinMakesTheSameOfAnyGroupingOfItsPairs() {
        Schema right = Tables.schema("code string, rate number");
        DataPackage input =
                Tables.dataPackage(SpecsTest.ORDERS).withResource(dev.weir.descriptor.Resource.of("rates", right));
        Join form = (Join) ((Operation.Apply) Tables.step("join", "{with: rates, on: {currency: code}, keep: full}")
                        .operations(input)
                        .get(0))
                .form();
        for (long seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            Batch left = Tables.batch(SCHEMA, 0, rows(random));
            Batch rates = Tables.batch(right, 0, "EUR|1.00", "USD|\"0.9\"", "CHF|1");
            int[] lefts = random.ints(ROWS, -1, ROWS).toArray();
            int[] rights = random.ints(ROWS, -1, 3).toArray();
            Tables.Collected one = new Tables.Collected();
            form.kernel(SCHEMA, right).apply(left.gather(lefts, ROWS), rates.gather(rights, ROWS), one);
            Tables.Collected many = new Tables.Collected();
            Join.Kernel kernel = form.kernel(SCHEMA, right);
            for (int from = 0; from < ROWS; ) {
                int to = Math.min(ROWS, from + 1 + random.nextInt(7));
                kernel.apply(
                        left.gather(Arrays.copyOfRange(lefts, from, to), to - from),
                        rates.gather(Arrays.copyOfRange(rights, from, to), to - from),
                        many);
                from = to;
            }
            assertEquals(one.rows, many.rows, "seed " + seed);
        }
    }
}

package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.flow.Lineage;
import dev.weir.flow.Plan;
import dev.weir.process.Each;
import dev.weir.process.Operation;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.process.origin.How;
import dev.weir.process.origin.Origins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which fields of which sources the fields of a flow's tables come from. */
class LineageTest {
    @TempDir
    Path folder;

    /** A step that says nothing counts as one that makes all of all: the steps of the library know better. */
    @Test
    void everyStepSaysWhatItsFieldsComeFrom() {
        Set<String> seen = new TreeSet<>();
        for (Step step : Tables.STEPS.all()) {
            Spec spec = step.spec();
            if (spec.name().equals("load")) {
                continue;
            }
            Processor processor = SpecsTest.example(spec);
            DataPackage input =
                    SpecsTest.shop(spec.resources() && !spec.example().contains("resources:"));
            for (Tables.Placed part : Tables.parts(processor, input)) {
                for (Operation operation : part.step().operations(part.before())) {
                    if (operation instanceof Operation.Apply apply) {
                        seen.add(spec.name());
                        check(spec.name(), apply, part);
                    }
                }
            }
        }
        assertTrue(seen.size() > 25, "steps seen: " + seen);
    }

    private static void check(String step, Operation.Apply apply, Tables.Placed part) {
        List<Schema> inputs = apply.inputs().stream()
                .map(name -> part.before().resource(name).schema())
                .toList();
        Schema output =
                part.step().describe(part.before()).resource(apply.output()).schema();
        Origins origins = apply.form().origins(inputs, output);
        assertTrue(origins.isStated(), step + " says nothing about what its fields come from");
        Collection<Origins.From> all = new ArrayList<>(origins.rows());
        output.names().forEach(name -> all.addAll(origins.of(name)));
        assertFalse(all.isEmpty(), step);
        for (Origins.From from : all) {
            assertTrue(inputs.get(from.input()).indexOf(from.field()) >= 0, step + ": " + from);
        }
    }

    @Test
    void aFieldComesFromWhatItsExpressionReads() throws IOException {
        String steps = """
                  - filter-rows: {resources: t, where: "state = 'paid'"}
                  - join: {resources: t, with: r, on: currency, fields: {euros: rate}, delete: true}
                  - add-field: {name: value, type: number, value: "amount * euros"}
                  - rename-fields: {fields: {id: order}}
                """;
        assertEquals(
                List.of(
                        "order: t.id identity",
                        "state: t.state identity",
                        "currency: t.currency identity",
                        "amount: t.amount identity",
                        "euros: r.rate identity",
                        "value: t.amount transformation, r.rate transformation",
                        "rows: t.state filter, t.currency join, r.currency join"),
                lineage(steps, "t"));
    }

    @Test
    void anAggregateComesFromManyRows() throws IOException {
        String steps = """
                  - add-field: {resources: t, name: more, type: number, value: "amount * 2"}
                  - aggregate: {resources: t, by: [currency, "UPPER(state) AS s"], fields: {sum: "SUM(more)", rows: "COUNT(*)"}, to: sums}
                  - sort-rows: {resources: sums, by: "sum DESC"}
                """;
        assertEquals(
                List.of(
                        "currency: t.currency identity",
                        "s: t.state transformation",
                        "sum: t.amount aggregation",
                        "rows: ",
                        "rows: t.currency group, t.state group, t.amount sort"),
                lineage(steps, "sums"));
    }

    @Test
    void aCellComesFromTheRowsOfItsKey() throws IOException {
        String steps = """
                  - fill-down: {resources: t, fields: amount, by: currency}
                  - scan: {resources: t, name: sum, value: "SUM(amount)", by: [state]}
                  - select-fields: {resources: t, fields: [amount, sum]}
                """;
        assertEquals(
                List.of(
                        "amount: t.amount identity, t.amount aggregation, t.currency group",
                        "sum: t.amount aggregation, t.currency group, t.state group",
                        "rows: "),
                lineage(steps, "t"));
    }

    @Test
    void rowsThatAreInErrorGoByAnyField() throws IOException {
        assertEquals(
                List.of(
                        "currency: r.currency identity",
                        "rate: r.rate identity",
                        "rows: r.currency filter, r.rate filter"),
                lineage("  - validate: {resources: r, on-error: drop}\n", "r"));
        assertEquals(
                List.of(
                        "currency: r.currency transformation",
                        "rate: r.rate transformation",
                        "_field: r.currency transformation, r.rate transformation",
                        "_code: r.currency transformation, r.rate transformation",
                        "_note: r.currency transformation, r.rate transformation",
                        "rows: r.currency filter, r.rate filter"),
                lineage("  - validate: {resources: r, on-error: quarantine}\n", "r-quarantine"));
        assertEquals(
                List.of("currency: r.currency identity", "rate: r.rate transformation", "rows: r.rate filter"),
                lineage("  - set-type: {resources: r, fields: {rate: integer}, on-error: drop}\n", "r"));
    }

    @Test
    void aFunctionMayReadAnyField() throws IOException {
        load("");
        Plan plan = Flow.load(folder.resolve("r.csv"))
                .filterRows(row -> true)
                .addField("twice", FieldType.NUMBER, row -> row.number("rate"))
                .plan(java.time.Instant.EPOCH);
        assertEquals(
                List.of(
                        "currency: r.currency identity",
                        "rate: r.rate identity",
                        "twice: r.currency transformation, r.rate transformation",
                        "rows: r.currency filter, r.rate filter"),
                text(Lineage.of(plan).table("r")));
    }

    @Test
    void aFormThatSaysNothingMakesAllOfAll() {
        Schema schema = Tables.schema("a string, b string");
        Origins origins = Each.map(input -> input, row -> row).origins(List.of(schema, schema), schema);
        assertFalse(origins.isStated());
        assertEquals(4, origins.of("a").size());
        assertEquals(4, origins.rows().size());
    }

    @Test
    void twoStepsTogetherMakeTheStrongerOfBoth() {
        assertEquals(How.IDENTITY, How.IDENTITY.then(How.IDENTITY));
        assertEquals(How.TRANSFORMATION, How.TRANSFORMATION.then(How.IDENTITY));
        assertEquals(How.AGGREGATION, How.TRANSFORMATION.then(How.AGGREGATION));
        assertEquals(How.AGGREGATION, How.AGGREGATION.then(How.TRANSFORMATION));
        assertEquals(How.FILTER, How.AGGREGATION.then(How.FILTER));
        assertEquals(How.GROUP, How.GROUP.then(How.AGGREGATION));
    }

    private Plan load(String steps) throws IOException {
        Files.writeString(folder.resolve("t.csv"), "id,state,currency,amount\n1,paid,EUR,2.50\n");
        Files.writeString(folder.resolve("r.csv"), "currency,rate\nEUR,1.5\n");
        return FlowRuns.plan(
                "name: p\nflow:\n  - load: {path: t.csv, name: t}\n  - load: {path: r.csv, name: r}\n" + steps, folder);
    }

    private List<String> lineage(String steps, String table) throws IOException {
        return text(Lineage.of(load(steps)).table(table));
    }

    private static List<String> text(Lineage.Table table) {
        List<String> lines = new ArrayList<>();
        table.fields().forEach((field, origins) -> lines.add(field + ": " + text(origins)));
        lines.add("rows: " + text(table.rows()));
        return lines;
    }

    private static String text(Set<Lineage.Origin> origins) {
        List<String> texts = new ArrayList<>();
        for (Lineage.Origin origin : origins) {
            String how = origin.how().name().toLowerCase(Locale.ROOT);
            texts.add(origin.source().name() + "." + origin.field() + " " + how);
        }
        return String.join(", ", texts);
    }

    /** The name of a resource does not name a source: two tables that were read stay two. */
    @Test
    void sourcesOfOneNameStayTwo() throws IOException {
        Lineage lineage = Lineage.of(load("""
              - rename-resource: {resources: r, to: old}
              - load: {path: t.csv, name: r}
            """));
        Resource old = lineage.table("old")
                .fields()
                .get("rate")
                .iterator()
                .next()
                .source()
                .resource();
        Resource next =
                lineage.table("r").fields().get("id").iterator().next().source().resource();
        assertEquals(List.of("r.csv"), old.paths());
        assertEquals(List.of("t.csv"), next.paths());
    }
}

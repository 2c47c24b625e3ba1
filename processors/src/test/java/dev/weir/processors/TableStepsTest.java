package dev.weir.processors;

import static dev.weir.processors.Tables.batch;
import static dev.weir.processors.Tables.dataPackage;
import static dev.weir.processors.Tables.resource;
import static dev.weir.processors.Tables.schema;
import static dev.weir.processors.Tables.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.process.Each;
import dev.weir.process.FlowException;
import dev.weir.process.Group;
import dev.weir.process.Join;
import dev.weir.process.Operation;
import dev.weir.process.Processor;
import dev.weir.row.Batch;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableStepsTest {
    private static final DataPackage SHOP = dataPackage("{resources: ["
            + "{name: orders, schema: {fields: [{name: id, type: integer, constraints: {unique: true}},"
            + " {name: currency, type: string, constraints: {required: true}}, {name: amount, type: number}],"
            + " primaryKey: id}},"
            + "{name: rates, schema: {fields: [{name: currency, type: string},"
            + " {name: rate, type: number, constraints: {required: true}}], primaryKey: currency}}]}");

    private static String fault(DataPackage input, String step, String options) {
        return assertThrows(FlowException.class, () -> step(step, options).describe(input))
                .getMessage();
    }

    private static Operation.Apply apply(Processor step, DataPackage input) {
        return (Operation.Apply) step.operations(input).get(0);
    }

    @Test
    void joinAddsRightFieldsButNotItsKeys() {
        Processor join = step("join", "{resources: orders, with: rates, on: currency}");
        Schema after = join.describe(SHOP).resource("orders").schema();
        assertEquals(List.of("id", "currency", "amount", "rate"), after.names());
        assertEquals(List.of("id"), after.primaryKey());
        assertTrue(!after.field("rate").constraints().required(), "a left join may leave it missing");
        assertTrue(after.field("id").constraints().unique(), "each left row comes once");
        assertEquals(List.of("orders", "rates"), apply(join, SHOP).inputs());
    }

    @Test
    void joinOnWhatIsNoKeyOfTheRightSideRepeatsRows() {
        DataPackage input = SHOP.withResource(resource("rates", "currency string, rate number"));
        Schema after = step("join", "{resources: orders, with: rates, on: currency, keep: inner}")
                .describe(input)
                .resource("orders")
                .schema();
        assertEquals(List.of(), after.primaryKey());
        assertTrue(!after.field("id").constraints().unique());
    }

    @Test
    void joinTakesRenamedFieldsAndCanDeleteTheRightResource() {
        DataPackage after = step("join", "{with: rates, on: {currency: currency}, fields: {x: rate}, delete: true}")
                .describe(SHOP);
        assertEquals(
                List.of("id", "currency", "amount", "x"),
                after.resource("orders").schema().names());
        assertNull(after.resource("rates"));
    }

    @Test
    void semiAndAntiKeepTheLeftSchema() {
        DataPackage after =
                step("join", "{with: rates, on: currency, keep: semi}").describe(SHOP);
        assertEquals(SHOP.resource("orders").schema(), after.resource("orders").schema());
        assertTrue(assertThrows(
                        FlowException.class,
                        () -> step("join", "{with: rates, on: currency, keep: anti, fields: [rate]}"))
                .getMessage()
                .contains("adds no fields"));
    }

    @Test
    void joinFindsWhatDoesNotFit() {
        assertTrue(fault(SHOP, "join", "{with: rate, on: currency}")
                .contains("no resource 'rate'; did you mean \"rates\""));
        assertTrue(fault(SHOP, "join", "{with: rates, on: {amount: currency}}").contains("'amount' is number"));
        assertTrue(fault(SHOP, "join", "{with: rates, on: [curency]}").contains("no left field 'curency'"));
        assertTrue(fault(SHOP, "join", "{with: rates, on: currency, fields: [rte]}")
                .contains("no field 'rte'"));
        assertTrue(fault(SHOP, "join", "{with: rates, on: currency, fields: [currency]}")
                .contains("both sides have a field 'currency'"));
    }

    @Test
    void fullJoinPutsTheRightKeyWhereTheLeftIsMissing() {
        Join form = (Join) apply(step("join", "{with: rates, on: currency, keep: full}"), SHOP)
                .form();
        Schema left = SHOP.resource("orders").schema();
        Schema right = SHOP.resource("rates").schema();
        Batch all = batch(left, 0, "1|EUR|5", "2|USD|6");
        Batch rates = batch(right, 0, "EUR|1.00", "CHF|\"0.95\"");
        var out = new Tables.Collected();
        form.kernel(left, right).apply(all.gather(new int[] {0, 1, -1}, 2), rates.gather(new int[] {0, -1}, 2), out);
        Batch none = new Batch(
                left,
                1,
                all.gather(new int[] {0}, 1).columns().stream()
                        .map(c -> c.gather(new int[] {-1}, 1))
                        .toList(),
                0,
                null);
        form.kernel(left, right).apply(none, rates.gather(new int[] {1}, 1), out);
        assertEquals(List.of("1|EUR|5|1.00", "2|USD|6|-", "-|CHF|-|\"0.95\""), out.rows);
    }

    @Test
    void aggregateMakesKeysAndAggregates() {
        Processor step = step(
                "aggregate",
                "{resources: orders, by: [currency, \"id > 1 AS late\"], fields: {total: SUM(amount), n: COUNT(*)},"
                        + " to: totals, order: first}");
        Schema after = step.describe(SHOP).resource("totals").schema();
        assertEquals(List.of("currency", "late", "total", "n"), after.names());
        assertEquals(
                "[currency string, late boolean, total number, n integer]",
                after.fields().toString());
        Operation.Apply apply = apply(step, SHOP);
        assertEquals(List.of("orders"), apply.inputs());
        assertEquals("totals", apply.output());
        Group group = (Group) apply.form();
        Group.Aggregation body =
                (Group.Aggregation) group.body(SHOP.resource("orders").schema());
        assertEquals(2, group.keys().size());
        assertEquals(2, body.outputs().size());
        assertTrue(body.orderFirst());
    }

    @Test
    void aggregateWithoutToReplacesItsResource() {
        Processor step = step("aggregate", "{resources: orders, fields: {n: COUNT(*)}}");
        assertEquals(
                List.of("n"), step.describe(SHOP).resource("orders").schema().names());
        assertEquals("orders", apply(step, SHOP).output());
    }

    @Test
    void aggregateNamesWhatIsWrong() {
        assertTrue(fault(SHOP, "aggregate", "{resources: orders, by: [amount + 1], fields: {n: COUNT(*)}}")
                .contains("needs a name"));
        assertTrue(fault(SHOP, "aggregate", "{resources: orders, by: currency, fields: {currency: COUNT(*)}}")
                .contains("two fields would be called 'currency'"));
        assertTrue(fault(SHOP, "aggregate", "{resources: orders, fields: {n: COUNT(*)}, to: rates}")
                .contains("already a resource 'rates'"));
    }

    @Test
    void concatenateBringsFieldsTogether() {
        DataPackage input = dataPackage(resource("a", "id integer, x string"), resource("b", "nr integer, y number"));
        Processor step = step("concatenate", "{to: all, fields: {id: [nr], y: [], x: []}}");
        DataPackage after = step.describe(input);
        assertEquals(
                List.of("all"), after.resources().stream().map(Resource::name).toList());
        assertEquals(
                "[id integer, y number, x string]",
                after.resource("all").schema().fields().toString());
        Each form = (Each) apply(step, input).form();
        var out = new Tables.Collected();
        form.kernel(schema("id integer, x string")).apply(batch(schema("id integer, x string"), 0, "1|a"), out);
        form.kernel(schema("nr integer, y number")).apply(batch(schema("nr integer, y number"), 0, "02|2.50"), out);
        assertEquals(List.of("1|-|a", "02|2.50|-"), out.rows);
    }

    @Test
    void concatenateBringsRawTextUnderOneDialect() {
        Schema input = schema("s string, n number");
        Processor step = step("concatenate", "{to: all}");
        Each form = (Each) apply(step, dataPackage(Resource.of("a", input))).form();
        Batch rows = batch(input, 0, "x|1.50", "a,b|2", "\"q\"|3");
        var dialect = new dev.weir.descriptor.Dialect(Tables.json("{delimiter: ;}"));
        for (var column : rows.columns()) {
            var physical = column.raw.physical();
            column.raw = new dev.weir.row.RawText(
                    column.raw.slices(),
                    new dev.weir.row.Physical(dialect, physical.field(), physical.missingValues()));
        }
        var out = new Tables.Collected();
        form.kernel(input).apply(rows, out);
        assertEquals(List.of("x|1.50", "\"a,b\"|2", "\"q\"|3"), out.rows);
    }

    @Test
    void concatenateKeepsOnlyTextThatMeansTheSame() {
        DataPackage input = dataPackage(
                "{resources: [{name: a, schema: {fields: [{name: n, type: number}]}}, {name: b, schema: {fields:"
                        + " [{name: n, type: number, decimalChar: ',', groupChar: '.'}], missingValues: [x]}}]}");
        Each form = (Each) apply(step("concatenate", "{to: all}"), input).form();
        Schema second = input.resource("b").schema();
        var out = new Tables.Collected();
        form.kernel(second).apply(batch(second, 0, "1,50", "07", "x"), out);
        assertEquals(List.of("<1.5>", "07", "-"), out.rows);
    }

    @Test
    void concatenateMeetsByNameAndWidensIntegers() {
        DataPackage input = dataPackage(resource("a", "id integer, v integer"), resource("b", "id integer, v number"));
        DataPackage after = step("concatenate", "{resources: [a, b], to: a}").describe(input);
        assertEquals(
                "[id integer, v number]", after.resource("a").schema().fields().toString());
        assertTrue(fault(dataPackage(resource("a", "v integer"), resource("b", "v date")), "concatenate", "{to: all}")
                .contains("field 'v' is integer, but date in 'b'"));
    }

    @Test
    void duplicateAddsACopy() {
        Processor step = step("duplicate", "{resources: rates, to: old}");
        DataPackage after = step.describe(SHOP);
        assertEquals(SHOP.resource("rates").schema(), after.resource("old").schema());
        assertEquals(3, after.resources().size());
        assertTrue(fault(SHOP, "duplicate", "{to: x}").contains("several tables"));
    }

    @Test
    void updatePackageSetsAndRemoves() {
        DataPackage after = step("update-package", "{set: {title: Shop, name: null}}")
                .describe(SHOP.with("name", dev.weir.descriptor.Json.of("s")));
        assertEquals("Shop", after.json().text("title"));
        assertNull(after.name());
        assertTrue(assertThrows(FlowException.class, () -> step("update-package", "{set: {resources: []}}"))
                .getMessage()
                .contains("not set by hand"));
    }

    @Test
    void updateResourceRenamesWithItsReferences() {
        DataPackage input = dataPackage("{resources: [{name: a, schema: {fields: [{name: r, type: string}],"
                + " foreignKeys: [{fields: [r], reference: {resource: b, fields: [k]}}]}},"
                + " {name: b, schema: {fields: [{name: k, type: string}]}}]}");
        Processor step = step("update-resource", "{resources: b, set: {name: c, title: T}}");
        DataPackage after = step.describe(input);
        assertEquals("c", after.resource("a").schema().foreignKeys().get(0).resource());
        assertEquals("T", after.resource("c").json().text("title"));
        assertEquals("c", apply(step, input).output());
        assertEquals(
                List.of(),
                step("update-resource", "{resources: b, set: {title: T}}").operations(input));
        assertTrue(fault(input, "update-resource", "{resources: b, set: {name: a}}")
                .contains("already a resource 'a'"));
    }

    @Test
    void updateResourceRefusesWhatOtherStepsKeep() {
        String message = assertThrows(
                        FlowException.class, () -> step("update-resource", "{set: {path: x.csv, hash: abc}}"))
                .getMessage();
        assertTrue(message.contains("'path' is not set by hand") && message.contains("'hash' is not set by hand"));
    }
}

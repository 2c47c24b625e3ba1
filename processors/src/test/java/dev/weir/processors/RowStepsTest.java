package dev.weir.processors;

import static dev.weir.processors.Tables.dataPackage;
import static dev.weir.processors.Tables.each;
import static dev.weir.processors.Tables.resource;
import static dev.weir.processors.Tables.schema;
import static dev.weir.processors.Tables.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Schema;
import dev.weir.process.Each;
import dev.weir.process.FlowException;
import dev.weir.process.Group;
import dev.weir.process.Operation;
import dev.weir.process.Processor;
import dev.weir.row.Batch;
import dev.weir.row.Row;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowStepsTest {
    private static final Schema ORDERS = schema("id integer, status string, amount number");
    private static final String[] ROWS = {"1|paid|1.50", "2|returned|2", "3||3", "4|\"paid\"|04"};

    @Test
    void filterKeepsTrueRowsWithTheirRawText() {
        for (int size = 1; size <= 4; size++) {
            var out = each(step("filter-rows", "{where: \"status = 'paid'\"}"), ORDERS, size, ROWS);
            assertEquals(List.of("1|paid|1.50", "4|\"paid\"|04"), out.rows);
        }
    }

    @Test
    void filterDropsRowsWhereTheConditionIsUnknown() {
        var out = each(step("filter-rows", "{where: \"status <> 'returned'\"}"), ORDERS, 4, ROWS);
        assertEquals(List.of("1|paid|1.50", "4|\"paid\"|04"), out.rows);
    }

    @Test
    void filterReportsRowsWhoseConditionCannotBeComputed() {
        var out = each(step("filter-rows", "{where: \"CAST(status AS INTEGER) > 1\"}"), ORDERS, 4, "7|x|1", "8|5|1");
        assertEquals(List.of("8|5|1"), out.rows);
        assertEquals(1, out.errors.size());
        assertTrue(out.errors.get(0).startsWith("0 type-error : "), out.errors.get(0));
    }

    @Test
    void filterNeedsACondition() {
        var fault = assertThrows(
                FlowException.class,
                () -> step("filter-rows", "{where: amount + 1}").describe(dataPackage(resource("t", "amount number"))));
        assertTrue(fault.getMessage().contains("takes a condition"), fault.getMessage());
    }

    @Test
    void sortPassesRowsAndSaysItsOrder() {
        DataPackage input = dataPackage(resource("t", "day date, amount number"));
        Processor sort = step("sort-rows", "{by: [day, \"amount DESC\"]}");
        assertEquals(input, sort.describe(input));
        Each form = (Each) ((Operation.Apply) sort.operations(input).get(0)).form();
        assertEquals(2, form.order().size());
        assertTrue(form.order().get(1).descending());
        assertEquals("amount", form.order().get(1).expression().sql());
    }

    @Test
    void sortNeedsToKnowWhichOfSeveralResources() {
        DataPackage input = dataPackage(resource("a", "id integer"), resource("b", "id integer"));
        var fault = assertThrows(
                FlowException.class, () -> step("sort-rows", "{by: id}").describe(input));
        assertTrue(fault.getMessage().contains("several tables, say which with 'resources': a, b"));
    }

    @Test
    void deduplicateKeepsFirstOrLastOfAKey() {
        assertEquals("1|paid|1.50", kept("{by: status}"));
        assertEquals("4|\"paid\"|04", kept("{by: status, keep: last}"));
    }

    private static String kept(String options) {
        DataPackage input = dataPackage(dev.weir.descriptor.Resource.of("t", ORDERS));
        Group form = (Group) ((Operation.Apply)
                        step("deduplicate", options).operations(input).get(0))
                .form();
        Group.PerKey body = (Group.PerKey) form.body(ORDERS);
        assertTrue(body.inPlace());
        Batch batch = Tables.batch(ORDERS, 0, ROWS[0], ROWS[3]);
        List<Row> kept = new ArrayList<>();
        int[] position = {-1};
        List<String> out = new ArrayList<>();
        var cursor = batch.cursor();
        body.apply(
                () -> new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return position[0] < 1;
                    }

                    @Override
                    public Row next() {
                        return cursor.at(++position[0]);
                    }
                },
                row -> {
                    kept.add(row);
                    var rows = new dev.weir.row.BatchBuilder(ORDERS);
                    rows.append(row, 0);
                    var collected = new Tables.Collected();
                    collected.emit(rows.build());
                    out.addAll(collected.rows);
                });
        assertEquals(1, kept.size());
        return out.get(0);
    }

    @Test
    void deduplicateWithoutAKeyComparesWholeRows() {
        DataPackage input = dataPackage(resource("t", "a integer, b string"));
        Group form = (Group)
                ((Operation.Apply) step("deduplicate", "{}").operations(input).get(0)).form();
        assertEquals(List.of("a", "b"), form.keys().stream().map(k -> k.alias()).toList());
    }

    @Test
    void findReplaceTouchesOnlyCellsInWhichItFinds() {
        var out = each(step("find-replace", "{fields: status, find: paid, replace: done}"), ORDERS, 4, ROWS);
        assertEquals(List.of("1|<done>|1.50", "2|returned|2", "3||3", "4|<done>|04"), out.rows);
    }

    @Test
    void findReplaceTakesARegexWithGroups() {
        var out = each(step("find-replace", "{find: \"^(..)(.*)$\", replace: \"$2$1\", regex: true}"), ORDERS, 2, ROWS);
        assertEquals("1|<idpa>|1.50", out.rows.get(0));
    }

    @Test
    void aReplacementThatNamesAGroupThatIsNotThereIsAnError() {
        FlowException fault = assertThrows(
                FlowException.class, () -> step("find-replace", "{find: \"(a)\", replace: \"$2\", regex: true}"));
        assertTrue(fault.getMessage().contains("'$2' names a group that 'find' does not have"), fault.getMessage());
    }

    @Test
    void findReplaceMakesAMissingCellWhereTheResultIsAMissingValue() {
        var out = each(step("find-replace", "{find: paid, replace: \"\"}"), ORDERS, 4, ROWS);
        assertEquals("1|-|1.50", out.rows.get(0));
    }

    @Test
    void findReplaceRefusesFieldsThatAreNoText() {
        var fault = assertThrows(
                FlowException.class,
                () -> step("find-replace", "{fields: amount, find: a, replace: b}")
                        .describe(dataPackage(resource("t", "amount number"))));
        assertTrue(fault.getMessage().contains("field 'amount' is number"), fault.getMessage());
    }
}

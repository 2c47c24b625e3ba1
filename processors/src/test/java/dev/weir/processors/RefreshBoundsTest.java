package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.weir.run.Changes;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a small edit costs: rows that enter each step, and standing rows that are asked for again. 2,000 orders of 50
 * customers, 40 each; every retracted and every asserted row counts.
 */
class RefreshBoundsTest {
    private static final int ORDERS = 2_000;
    private static final int CUSTOMERS = 50;
    private final List<String> orders = new ArrayList<>();
    private final List<String> customers = new ArrayList<>();

    @TempDir
    Path folder;

    /** Runs the steps, edits, runs again and holds the result against a run from scratch. */
    private Changes changes(String steps, Runnable edit) throws IOException {
        for (int i = 0; i < ORDERS; i++) {
            orders.add(order(i, i % CUSTOMERS, i % 97));
        }
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add("c" + i + ",n" + i);
        }
        write();
        FlowRuns.run(FlowRuns.plan(yaml(steps, "inc"), folder), folder, RunOptions.DEFAULT);
        edit.run();
        write();
        Run run = FlowRuns.run(FlowRuns.plan(yaml(steps, "inc"), folder), folder, RunOptions.DEFAULT);
        FlowRuns.run(FlowRuns.plan(yaml(steps, "full"), folder), folder, FlowRuns.WHOLE);
        assertEquals(FlowRuns.files(folder.resolve("full")), FlowRuns.files(folder.resolve("inc")));
        Changes changes = run.changes();
        assertNotNull(changes);
        assertEquals(null, changes.wholeBecause());
        return changes;
    }

    private static String yaml(String steps, String to) {
        return """
            flow:
              - load: {path: orders.csv, schema: {primaryKey: id, fields: [{name: id, type: integer}, {name: customer,
                  type: string}, {name: amount, type: number}, {name: note, type: string}]}}
              - load: {path: customers.csv, schema: {fields: [{name: customer, type: string}, {name: name, type:
                  string}]}}
            """ + steps.indent(2) + "  - dump: {to: " + to + "}\n";
    }

    private void write() throws IOException {
        Files.writeString(folder.resolve("orders.csv"), "id,customer,amount,note\n" + String.join("\n", orders) + "\n");
        Files.writeString(folder.resolve("customers.csv"), "customer,name\n" + String.join("\n", customers) + "\n");
    }

    private static String order(int id, int customer, int amount) {
        return id + ",c" + customer + "," + amount + ".50,t" + id % 7;
    }

    private void change(int id, int customer, int amount) {
        orders.set(id, order(id, customer, amount));
    }

    private static void entered(Changes changes, String step, long rows) {
        assertEquals(rows, changes.entered().get(step), "entered " + step + ": " + changes);
    }

    private static void fetched(Changes changes, String step, long rows) {
        assertEquals(rows, changes.fetched().get(step), "fetched of " + step + ": " + changes);
    }

    private static final String EACH = """
        - filter-rows: {resources: orders, where: "amount > 3"}
        - add-field: {resources: orders, name: double, type: number, value: "amount * 2"}
        - set-type: {resources: orders, fields: {note: {type: any}}}
        """;

    @Test
    void eachSeesTheChangedRowsAlone() throws IOException {
        Changes changes = changes(EACH, () -> change(1_000, 0, 50));
        assertEquals(2, changes.in());
        entered(changes, "filter-rows", 2);
        entered(changes, "add-field", 2);
        entered(changes, "set-type", 2);
        fetched(changes, "load", 0);
    }

    @Test
    void rowsThatAreFilteredOutEnterNothingFurther() throws IOException {
        Changes changes = changes(EACH, () -> {
            change(1_000, 0, 1);
            orders.remove(500);
            orders.add(0, order(5_000, 3, 2));
        });
        assertEquals(4, changes.in());
        entered(changes, "filter-rows", 4);
        entered(changes, "add-field", 2);
    }

    private static final String JOIN = """
        - join: {resources: orders, with: customers, on: customer, fields: [name], keep: left}
        - add-field: {resources: orders, name: shout, type: string, value: "UPPER(name)"}
        """;

    @Test
    void aChangedLeftRowMeetsItsPartnersOnly() throws IOException {
        Changes changes = changes(JOIN, () -> change(1_000, 7, 50));
        entered(changes, "join", 2);
        entered(changes, "add-field", 2);
        fetched(changes, "load", 2);
    }

    @Test
    void aChangedRightRowMeetsTheRowsOfItsKey() throws IOException {
        Changes changes = changes(JOIN, () -> customers.set(7, "c7,other"));
        entered(changes, "join", 2);
        entered(changes, "add-field", 80);
        fetched(changes, "load", 40);
    }

    @Test
    void fiveEditsOfTwoTablesCostFiveEdits() throws IOException {
        Changes changes = changes(JOIN, () -> {
            change(10, 10, 9);
            change(20, 20, 9);
            orders.remove(30);
            orders.add(order(6_000, 40, 1));
            customers.add("c50,new");
        });
        assertEquals(7, changes.in());
        entered(changes, "join", 7);
        entered(changes, "add-field", 6);
        fetched(changes, "load", 4);
    }

    private static final String GROUP = """
        - aggregate: {resources: orders, by: [customer], to: totals, fields: {orders: "COUNT(*)", total:
            "SUM(amount)", mean: "AVG(amount)", least: "MIN(amount)", most: "MAX(amount)", notes:
            "COUNT(DISTINCT note)", middle: "MEDIAN(amount)"}}
        - sort-rows: {resources: totals, by: ["total DESC", customer]}
        """;

    @Test
    void aggregatesTakeWhatChangedAndFetchNothing() throws IOException {
        Changes changes = changes(GROUP, () -> change(1_000, 0, 96));
        entered(changes, "aggregate", 2);
        entered(changes, "sort-rows", 2);
        fetched(changes, "load", 0);
        fetched(changes, "aggregate", 0);
    }

    @Test
    void theGreatestAndTheLeastRowOfAGroupGoWithoutAnotherLook() throws IOException {
        Changes changes = changes(GROUP, () -> {
            int least = 0;
            int most = 0;
            for (int id = 0; id < ORDERS; id += CUSTOMERS) {
                least = id % 97 < least % 97 ? id : least;
                most = id % 97 > most % 97 ? id : most;
            }
            orders.remove(Math.max(least, most));
            orders.remove(Math.min(least, most));
        });
        entered(changes, "aggregate", 2);
        entered(changes, "sort-rows", 2);
        fetched(changes, "load", 0);
    }

    @Test
    void aRowThatMovesFromGroupToGroupTouchesTwo() throws IOException {
        Changes changes = changes(GROUP, () -> change(1_000, 7, 50));
        entered(changes, "aggregate", 2);
        entered(changes, "sort-rows", 4);
        fetched(changes, "load", 0);
    }

    @Test
    void aJoinInFrontOfAGroupCostsItsFanOut() throws IOException {
        Changes changes = changes(JOIN + GROUP.replace("customer]", "name]"), () -> customers.set(7, "c7,x"));
        entered(changes, "join", 2);
        entered(changes, "aggregate", 80);
        entered(changes, "sort-rows", 2);
    }

    @Test
    void aggregatesThatFollowTheOrderFetchTheirGroups() throws IOException {
        Changes changes = changes("""
            - aggregate: {resources: orders, by: [customer], to: firsts, fields: {first: "FIRST(note)"}}
            """, () -> change(1_000, 0, 50));
        entered(changes, "aggregate", 2);
        fetched(changes, "load", 80);
    }

    @Test
    void aScanRunsToTheEndOfItsKeyAtMost() throws IOException {
        Changes changes = changes("""
            - scan: {resources: orders, by: customer, name: balance, value: "SUM(amount)"}
            """, () -> change(1_950, 0, 50));
        entered(changes, "scan", 2);
        fetched(changes, "load", 80);
    }
}

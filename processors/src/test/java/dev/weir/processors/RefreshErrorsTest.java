package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.weir.run.Changes;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows in error on changes: which rows come and go with an edit of a few, what is said of them, and how many rows were
 * looked at for it. 2,000 orders of 50 customers, a key each.
 */
class RefreshErrorsTest {
    private static final int ORDERS = 2_000;
    private final List<String> orders = new ArrayList<>();
    private final List<String> customers = new ArrayList<>();
    private String steps = "";
    private long errors;
    private String atLoad = "";
    private Map<String, String> files = Map.of();

    @TempDir
    Path folder;

    @BeforeEach
    void draw() {
        for (int i = 0; i < ORDERS; i++) {
            orders.add(order(i, i % 50, "2026-01-0" + (1 + i % 9)));
        }
        for (int i = 0; i < 50; i++) {
            customers.add("c" + i + ",n" + i);
        }
    }

    private static String order(int id, int customer, String placed) {
        return id + ",c" + customer + "," + placed;
    }

    private String yaml(String to) {
        return """
            flow:
              - load: {path: customers.csv, schema: {primaryKey: customer, fields: [{name: customer, type: string},
                  {name: name, type: string}]}}
              - load: {path: orders.csv, AT_LOADschema: {primaryKey: id, fields: [{name: id, type: integer}, {name: customer,
                  type: string}, {name: placed, type: date}], foreignKeys: [{fields: customer, reference: {resource:
                  customers, fields: customer}}]}}
            """.replace("AT_LOAD", atLoad) + steps.indent(2) + "  - dump: {to: " + to + "}\n";
    }

    private Run run() throws IOException {
        Files.writeString(folder.resolve("orders.csv"), "id,customer,placed\n" + String.join("\n", orders) + "\n");
        Files.writeString(folder.resolve("customers.csv"), "customer,name\n" + String.join("\n", customers) + "\n");
        return FlowRuns.run(FlowRuns.plan(yaml("inc"), folder), folder, RunOptions.DEFAULT);
    }

    /** Runs on what has changed, and holds all of it against a run from scratch. */
    private Changes refreshed(String warning) throws IOException {
        Run run = run();
        FlowRuns.delete(folder.resolve("full"));
        Run full = FlowRuns.run(FlowRuns.plan(yaml("full"), folder), folder, FlowRuns.WHOLE);
        files = FlowRuns.files(folder.resolve("inc"));
        assertEquals(FlowRuns.files(folder.resolve("full")), files);
        assertEquals(FlowRuns.errors(full), FlowRuns.errors(run));
        errors = run.report().errorCount();
        assertEquals(
                warning.isEmpty() ? List.of() : List.of(warning), run.report().warnings());
        Changes changes = run.changes();
        assertNotNull(changes);
        assertEquals(null, changes.wholeBecause());
        return changes;
    }

    private static void cost(Changes changes, String step, long entered, long fetched) {
        assertEquals(entered, changes.entered().get(step), "entered " + step + ": " + changes);
        assertEquals(fetched, changes.fetched().get("load"), "fetched of load: " + changes);
    }

    private String aside() {
        return String.valueOf(files.get("orders-quarantine")).replaceFirst("[^\n]*\n", "");
    }

    @Test
    void aRowThatIsMadeRightComesBackAtItsPlace() throws IOException {
        steps = "- validate: {on-error: quarantine}";
        orders.set(700, order(700, 3, "2026-02-30"));
        run();
        Changes changes = refreshed("orders: 1 error of rows put into orders-quarantine by validate");
        cost(changes, "validate", 0, 0);
        orders.set(700, order(700, 3, "2026-02-28"));
        orders.set(701, order(701, 4, "today"));
        changes = refreshed("orders: 1 error of rows put into orders-quarantine by validate");
        cost(changes, "validate", 4, 0);
        assertEquals("701,c4,today,placed,type-error,\"type is \"\"date/default\"\"\"\n", aside());
    }

    @Test
    void rowsThatAreTooShortAreDroppedWhereTheyAreRead() throws IOException {
        atLoad = "on-error: drop, ";
        orders.add(0, "5000,c1");
        run();
        orders.set(0, "5000,c1,2026-01-01");
        orders.set(9, "8");
        Changes changes = refreshed("orders: 2 errors of rows dropped by load");
        assertEquals(8L, changes.entered().get("load"));
        cost(changes, "load", 8, 0);
    }

    @Test
    void theNextRowOfAKeyTakesItsPlace() throws IOException {
        steps = "- validate: {on-error: quarantine}";
        orders.add(order(10, 1, "2026-03-01"));
        orders.add(order(10, 2, "2026-03-02"));
        run();
        orders.remove(10);
        Changes changes = refreshed("orders: 1 error of rows put into orders-quarantine by validate");
        cost(changes, "validate", 1, 1);
        assertEquals("10,c2,2026-03-02,,primary-key,the same as in a row before\n", aside());
        orders.add(5, order(10, 3, "2026-03-03"));
        changes = refreshed("orders: 2 errors of rows put into orders-quarantine by validate");
        cost(changes, "validate", 1, 1);
        assertEquals(
                "10,c1,2026-03-01,,primary-key,the same as in a row before\n"
                        + "10,c2,2026-03-02,,primary-key,the same as in a row before\n",
                aside());
    }

    @Test
    void rowsFollowTheRowThatTheyReferTo() throws IOException {
        steps = "- validate: {on-error: quarantine}";
        run();
        String gone = customers.remove(7);
        Changes changes = refreshed("orders: 40 errors of rows put into orders-quarantine by validate");
        cost(changes, "validate", 1, 40);
        customers.add(gone);
        changes = refreshed("");
        cost(changes, "validate", 1, 40);
        assertEquals("", aside());
    }

    @Test
    void aRowThatIsInErrorStillHoldsItsKey() throws IOException {
        steps = "- validate: {on-error: drop}";
        orders.set(3, order(3, 3, "?"));
        run();
        orders.add(order(3, 4, "2026-03-01"));
        Changes changes = refreshed("orders: 2 errors of rows dropped by validate");
        cost(changes, "validate", 1, 0);
    }

    @Test
    void whatARowInErrorDidIsTakenBack() throws IOException {
        steps = """
            - set-type: {resources: orders, fields: {customer: integer}, on-error: quarantine}
            - aggregate: {resources: orders, by: [placed], to: days, fields: {orders: "COUNT(*)"}}
            """;
        orders.replaceAll(row -> row.replace(",c", ","));
        customers.replaceAll(row -> row.replace("c", ""));
        steps = steps.replace(
                "- set-type", "- update-schema: {resources: orders, set: {foreignKeys: null}}\n- set-type");
        run();
        orders.set(50, "50,x,2026-01-01");
        Changes changes = refreshed("orders: 1 error of rows put into orders-quarantine by set-type");
        cost(changes, "set-type", 2, 0);
        assertEquals(1L, changes.entered().get("aggregate"));
        assertEquals("50,x,2026-01-01,customer,type-error,\"type is \"\"integer/default\"\"\"\n", aside());
    }

    @Test
    void rowsThatGoOnInErrorAreInTheReportAsLongAsTheyStand() throws IOException {
        steps = "- validate: {on-error: keep}";
        orders.set(700, order(700, 3, "2026-02-30"));
        orders.add(order(10, 1, "2026-03-01"));
        run();
        customers.remove(7);
        orders.add(0, order(3000, 1, "2026-03-03"));
        orders.remove(500);
        Changes changes = refreshed("");
        cost(changes, "load", 3, 40 + 42);
        assertEquals(42, errors);
        customers.add("c7,n7");
        orders.removeIf(row -> row.startsWith("10,c10,"));
        refreshed("");
        assertEquals(1, errors);
        orders.set(orders.indexOf(order(700, 3, "2026-02-30")), order(700, 3, "2026-02-20"));
        refreshed("");
        assertEquals(0, errors);
    }

    @Test
    void whatIsWrongWithWhatIsWrittenStandsToo() throws IOException {
        steps = "- validate: {on-error: drop}\n- filter-rows: {resources: customers, where: \"name <> 'n7'\"}";
        run();
        orders.set(0, order(0, 0, "2026-04-04"));
        Changes changes = refreshed("");
        assertEquals(2, changes.in());
        assertEquals(40, errors);
    }

    @Test
    void numbersOfRowsAreThoseBehindAStepThatGivesAnotherOrder() throws IOException {
        steps = """
            - sort-rows: {resources: orders, by: [placed, id]}
            - set-type: {resources: orders, fields: {customer: date}, on-error: keep}
            """;
        steps = steps.replace(
                "- set-type", "- update-schema: {resources: orders, set: {foreignKeys: null}}\n- set-type");
        for (int i = 0; i < ORDERS; i++) {
            orders.set(i, i + (i == 77 ? ",x," : ",2026-01-01,") + "2026-01-0" + (1 + i % 9));
        }
        run();
        orders.set(1, "1,y,2026-01-05");
        refreshed("");
        assertEquals(4, errors); // at set-type, and as they are written
    }

    @Test
    void aRunThatFailsLeavesTheStateOfTheLastOneThatDidNot() throws IOException {
        run();
        orders.set(1, order(1, 1, "tomorrow"));
        orders.set(2, order(2, 2, "2026-05-05"));
        assertFalse(run().completed());
        assertFalse(run().completed());
        orders.set(1, order(1, 1, "2026-05-04"));
        Changes changes = refreshed("");
        assertEquals(4, changes.in());
    }
}

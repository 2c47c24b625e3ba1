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
import dev.weir.process.FlowException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldStepsTest {
    private static final Schema ORDERS = schema("id integer, status string, amount number");
    private static final String[] ROWS = {"1|paid|1.50", "2|returned|2", "3||3", "4|\"paid\"|04"};
    private static final String KEYED = "{resources: [{name: orders, schema: {fields: [{name: id, type: integer},"
            + " {name: c, type: string}], primaryKey: id, uniqueKeys: [[c, id], [c]], foreignKeys: [{fields: c, reference:"
            + " {resource: customers, fields: key}}]}},{name: customers, schema: {fields: [{name: key, type: string},"
            + " {name: up, type: string}], primaryKey: [key], foreignKeys: [{fields: [up], reference: {fields:"
            + " [key]}}]}}]}";

    private static Schema described(String step, String options) {
        return described(step, options, dataPackage(KEYED)).resource("orders").schema();
    }

    private static DataPackage described(String step, String options, DataPackage input) {
        return step(step, options).describe(input);
    }

    private static String fault(String step, String options) {
        return assertThrows(FlowException.class, () -> described(step, options, dataPackage(KEYED)))
                .getMessage();
    }

    @Test
    void addFieldComputesAColumnBehindTheOthers() {
        for (int size = 1; size <= 4; size++) {
            var out = each(step("add-field", "{name: twice, type: number, value: amount * 2}"), ORDERS, size, ROWS);
            assertEquals(List.of("1|paid|1.50|<3>", "2|returned|2|<4>", "3||3|<6>", "4|\"paid\"|04|<8>"), out.rows);
        }
    }

    @Test
    void addFieldTakesTheTypeOfItsValueAndOtherProperties() {
        DataPackage after = described(
                "add-field",
                "{name: x, value: \"id > 2\", title: Large, constraints: {required: true}}",
                dataPackage(resource("orders", "id integer")));
        assertEquals(
                Tables.json("{name: x, type: boolean, title: Large, constraints: {required: true}}"),
                after.resource("orders").schema().field(1).json());
    }

    @Test
    void addFieldWidensButDoesNotNarrow() {
        DataPackage input = dataPackage(resource("orders", "id integer, s string"));
        assertEquals(
                "number",
                described("add-field", "{name: x, type: number, value: id}", input)
                        .resource("orders")
                        .schema()
                        .field(2)
                        .type()
                        .text());
        var fault = assertThrows(
                FlowException.class, () -> described("add-field", "{name: x, type: integer, value: s}", input));
        assertTrue(fault.getMessage().contains("CAST(s AS INTEGER)"), fault.getMessage());
    }

    @Test
    void addFieldReportsCellsThatCannotBeComputed() {
        var out = each(step("add-field", "{name: x, value: CAST(status AS INTEGER)}"), ORDERS, 4, ROWS[0]);
        assertEquals(1, out.errors.size());
        assertTrue(out.errors.get(0).startsWith("0 type-error x: "), out.errors.get(0));
    }

    @Test
    void addFieldRefusesANameThatIsTaken() {
        assertTrue(fault("add-field", "{resources: orders, name: c, value: id}").contains("already a field 'c'"));
    }

    @Test
    void selectFieldsKeepsTheOrderGiven() {
        var out = each(step("select-fields", "{fields: [amount, /i.*/]}"), ORDERS, 2, ROWS);
        assertEquals(List.of("1.50|1", "2|2", "3|3", "04|4"), out.rows);
    }

    @Test
    void selectFieldsFindsAllUnknownNamesAtOnce() {
        String message = fault("select-fields", "{resources: orders, fields: [idd, zz]}");
        assertTrue(message.contains("no field 'idd'; did you mean \"id\"?"), message);
        assertTrue(message.contains("no field 'zz'"), message);
    }

    @Test
    void deletingAFieldTakesItsKeysAway() {
        Schema schema = described("delete-fields", "{resources: orders, fields: c}");
        assertEquals(Tables.json("{fields: [{name: id, type: integer}], primaryKey: id}"), schema.json());
    }

    @Test
    void deletingAFieldThatAnotherResourceRefersToIsRefused() {
        String message = fault("delete-fields", "{resources: customers, fields: key}");
        assertTrue(
                message.contains("resource 'orders' refers by its foreign key (c) to field 'key' of 'customers'"),
                message);
    }

    @Test
    void renamingCarriesKeysAlongEverywhere() {
        DataPackage after =
                described("rename-fields", "{resources: customers, fields: {key: code}}", dataPackage(KEYED));
        assertEquals(List.of("code"), after.resource("customers").schema().primaryKey());
        assertEquals(
                List.of("code"),
                after.resource("customers").schema().foreignKeys().get(0).referenceFields());
        assertEquals(
                List.of("code"),
                after.resource("orders").schema().foreignKeys().get(0).referenceFields());
        Schema orders = described("rename-fields", "{resources: orders, fields: {c: customer, id: nr}}");
        assertEquals(List.of(List.of("customer", "nr"), List.of("customer")), orders.uniqueKeys());
        assertEquals(List.of("nr", "customer"), orders.names());
        assertEquals(List.of("customer"), orders.foreignKeys().get(0).fields());
    }

    @Test
    void namesMayBeExchangedButNotClash() {
        assertEquals(
                List.of("c", "id"),
                described("rename-fields", "{resources: orders, fields: {c: id, id: c}}")
                        .names());
        assertTrue(fault("rename-fields", "{resources: orders, fields: {c: id}}")
                .contains("two fields would be called 'id'"));
    }

    @Test
    void setTypeReadsTheTextAgainAndKeepsIt() {
        var out = each(step("set-type", "{fields: {amount: string, id: number}}"), ORDERS, 2, ROWS);
        assertEquals(List.of(ROWS), out.rows);
        Schema schema = schema("d string");
        var dates = each(
                step("set-type", "{fields: {d: {type: date, format: \"%d.%m.%Y\"}}}"),
                schema,
                1,
                "24.12.2020",
                "\"1.2.2021\"");
        assertEquals(List.of("24.12.2020", "\"1.2.2021\""), dates.rows);
    }

    @Test
    void aPropertyThatIsNearlyOneIsAnErrorAndOthersAreOnesOwn() {
        FlowException fault =
                assertThrows(FlowException.class, () -> step("set-type", "{fields: {amount: {typ: string}}}"));
        assertTrue(fault.getMessage().contains("no field property 'typ'; did you mean \"type\"?"), fault.getMessage());
        assertEquals(
                "set-type", step("set-type", "{fields: {amount: {unit: EUR}}}").name());
    }

    @Test
    void setTypeReportsAndDropsWhatItCannotRead() {
        String fields = "{fields: {status: integer}, on-error: ";
        var dropped = each(step("set-type", fields + "drop}"), ORDERS, 4, "1|7|1", "2|x|1", "3||1");
        assertEquals(List.of("1|7|1", "3||1"), dropped.rows);
        assertEquals(List.of("1 type-error status: type is \"integer/default\""), dropped.errors);
        var kept = each(step("set-type", fields + "keep}"), ORDERS, 4, "1|7|1", "2|x|1", "3||1");
        assertEquals(List.of("1|7|1", "2|x|1", "3||1"), kept.rows);
    }

    @Test
    void setTypeReadsMissingValuesAnew() {
        Schema schema = new Schema(Tables.json("{fields: [{name: a, type: string}], missingValues: [NA]}"));
        var out = each(
                step("set-type", "{fields: {a: {type: integer, missingValues: [x]}}, on-error: keep}"),
                schema,
                3,
                "NA",
                "x",
                "1");
        assertEquals(List.of("0 type-error a: type is \"integer/default\""), out.errors);
    }

    @Test
    void setTypeDropsWhatOnlyTheOldTypeMeant() {
        DataPackage input = dataPackage("{resources: [{name: t, schema: {fields: [{name: d, type: date, format: '%Y',"
                + " title: Day, constraints: {required: true, minimum: '2020'}}]}}]}");
        assertEquals(
                Tables.json("{name: d, type: string, title: Day, constraints: {required: true}}"),
                described("set-type", "{fields: {d: string}}", input)
                        .resource("t")
                        .schema()
                        .field(0)
                        .json());
    }

    @Test
    void setTypeFindsUnknownTypesAndFields() {
        assertTrue(fault("set-type", "{fields: {id: intger}}")
                .contains("no field type 'intger'; did you mean \"integer\"?"));
        assertTrue(
                fault("set-type", "{resources: orders, fields: {ix: integer}}").contains("no field 'ix'"));
    }

    @Test
    void unpivotMakesARowOfEachField() {
        Schema schema = schema("k string, a integer, b number");
        for (int size = 1; size <= 2; size++) {
            var out = each(step("unpivot", "{fields: [a, b], name: what}"), schema, size, "x|01|2.50", "y||\"3\"");
            assertEquals(List.of("x|<a>|01", "x|<b>|2.50", "y|<a>|", "y|<b>|\"3\""), out.rows);
        }
    }

    @Test
    void unpivotExtendsKeysByTheName() {
        DataPackage input = dataPackage("{resources: [{name: t, schema: {fields: [{name: k, type: string},"
                + " {name: a, type: integer}, {name: b, type: integer}], primaryKey: k}}]}");
        assertEquals(
                List.of("k", "name"),
                described("unpivot", "{fields: [a, b]}", input)
                        .resource("t")
                        .schema()
                        .primaryKey());
    }

    @Test
    void unpivotRefusesTypesThatOneFieldCannotHold() {
        assertTrue(assertThrows(
                        FlowException.class,
                        () -> described("unpivot", "{fields: [a, b]}", dataPackage(resource("t", "a integer, b date"))))
                .getMessage()
                .contains("'a' is integer and 'b' is date"));
    }
}

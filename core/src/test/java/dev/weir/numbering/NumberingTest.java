package dev.weir.numbering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.change.ChangeKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NumberingTest {
    private static final String ORDERS =
            "{'name':'p','resources':[{'name':'orders','path':'o.csv','schema':{'fields':[{'name':'id'}]%s}}%s]}";
    private static final DataPackage PLAIN = dataPackage(ORDERS.formatted("", ""));

    private static DataPackage dataPackage(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new DataPackage((JsonObject) JsonReader.read(bytes, "datapackage.json"));
    }

    private static RowCounts rows(
            long before, long added, long removed, long changed, long textOnly, long moved, String since) {
        return new RowCounts(
                "orders", List.of(), List.of(), before, added, removed, changed, textOnly, moved, true, since);
    }

    private static List<String> reasons(
            DataPackage before, DataPackage after, NumberingOptions options, RowCounts... rows) {
        Numbering numbering = Numbering.of(before, after, List.of(rows), options);
        List<String> reasons = new ArrayList<>();
        numbering.reasons().forEach(reason -> reasons.add(reason.toString()));
        Bump greatest = numbering.reasons().stream().map(Reason::bump).reduce(Bump.NONE, Bump::and);
        assertEquals(greatest, numbering.bump());
        return reasons;
    }

    private static List<String> reasons(RowCounts rows) {
        return reasons(PLAIN, PLAIN, NumberingOptions.DEFAULT, rows);
    }

    @Test
    void nothingAsksForNothing() {
        assertEquals(List.of(), reasons(rows(10, 0, 0, 0, 0, 0, null)));
        assertEquals(
                Bump.NONE,
                Numbering.of(PLAIN, PLAIN, List.of(), NumberingOptions.DEFAULT).bump());
    }

    @Test
    void rowsAreSaidInOneSentence() {
        assertEquals(
                List.of("minor: orders: 12 rows added, 3 restated back to 2019-04"),
                reasons(rows(100, 12, 0, 3, 0, 0, "2019-04")));
        assertEquals(List.of("minor: orders: 1 row added"), reasons(rows(100, 1, 0, 0, 0, 0, null)));
        assertEquals(
                List.of("minor: orders: 1 row removed, 1 written in another way, 2 moved"),
                reasons(rows(100, 0, 1, 0, 1, 2, null)));
        assertEquals(
                List.of("minor: orders: 1,234,567 rows added, 123 removed"),
                reasons(rows(100, 1234567, 123, 0, 0, 0, null)));
        assertEquals(List.of("minor: orders: 1,000 rows added"), reasons(rows(100, 1000, 0, 0, 0, 0, null)));
    }

    @Test
    void rowsAskForTheirBump() {
        assertEquals(List.of("patch: orders: 1 row restated"), reasons(rows(100, 0, 0, 1, 0, 0, null)));
        assertEquals(List.of("patch: orders: 1 row written in another way"), reasons(rows(100, 0, 0, 0, 1, 0, null)));
        assertEquals(List.of("none: orders: 5 rows moved"), reasons(rows(100, 0, 0, 0, 0, 5, null)));
    }

    @Test
    void aRestatementIsSaidWithItsShare() {
        assertEquals(List.of("patch: orders: 9 rows restated"), reasons(rows(100, 0, 0, 9, 0, 0, null)));
        assertEquals(List.of("patch: orders: 10 rows restated (10 %)"), reasons(rows(100, 0, 0, 10, 0, 0, null)));
        assertEquals(
                List.of("patch: orders: 2 rows restated (67 %) back to 2019"), reasons(rows(3, 0, 0, 2, 0, 0, "2019")));
        assertEquals(List.of("minor: orders: 1 row added, 1 restated"), reasons(rows(0, 1, 0, 1, 0, 0, null)));
    }

    @Test
    void optionsSayWhatRowsAskFor() {
        NumberingOptions options = NumberingOptions.DEFAULT
                .with("rows-removed", "major")
                .with("text-only", "none")
                .with("order-only", "patch")
                .with("mass-restatement", "minor");
        assertEquals(
                List.of("major: orders: 1 row removed"), reasons(PLAIN, PLAIN, options, rows(9, 0, 1, 0, 0, 0, null)));
        assertEquals(
                List.of("none: orders: 1 row written in another way"),
                reasons(PLAIN, PLAIN, options, rows(9, 0, 0, 0, 1, 0, null)));
        assertEquals(
                List.of("patch: orders: 1 row moved"), reasons(PLAIN, PLAIN, options, rows(9, 0, 0, 0, 0, 1, null)));
        assertEquals(
                List.of("minor: orders: 5 rows restated (50 %)"),
                reasons(PLAIN, PLAIN, options, rows(10, 0, 0, 5, 0, 0, null)));
        assertEquals(
                List.of("patch: orders: 4 rows restated (40 %)"),
                reasons(PLAIN, PLAIN, options, rows(10, 0, 0, 4, 0, 0, null)));
    }

    private static String foreignKey(String reference) {
        return ",{'name':'items','path':'i.csv','schema':{'fields':[],'foreignKeys':[{'fields':['o'],'reference':{"
                + reference + "'fields':['id']}}]}}";
    }

    @Test
    void rowsRemovedFromUnderAForeignKeyAreMajor() {
        DataPackage referenced = dataPackage(ORDERS.formatted("", foreignKey("'resource':'orders',")));
        String reason = "major: orders: 1 row removed from a table that a foreign key points to";
        RowCounts removed = rows(9, 0, 1, 0, 0, 0, null);
        assertTrue(reasons(referenced, referenced, NumberingOptions.DEFAULT, removed)
                .contains(reason));
        assertTrue(reasons(PLAIN, referenced, NumberingOptions.DEFAULT, removed).contains(reason));
        assertTrue(reasons(referenced, PLAIN, NumberingOptions.DEFAULT, removed).contains(reason));
        assertEquals(
                List.of(reason.replace("major", "minor")),
                reasons(
                        referenced,
                        referenced,
                        NumberingOptions.DEFAULT.with("referenced-rows-removed", "minor"),
                        removed));
    }

    @Test
    void aForeignKeyMayPointToItsOwnTableOrToAnotherPackage() {
        RowCounts removed = rows(9, 0, 1, 0, 0, 0, null);
        DataPackage self =
                dataPackage(ORDERS.formatted(",'foreignKeys':[{'fields':['id'],'reference':{'fields':['id']}}]", ""));
        assertEquals(
                List.of("major: orders: 1 row removed from a table that a foreign key points to"),
                reasons(self, self, NumberingOptions.DEFAULT, removed));
        DataPackage elsewhere =
                dataPackage(ORDERS.formatted("", foreignKey("'resource':'orders','package':'http://p',")));
        assertEquals(
                List.of("minor: orders: 1 row removed"),
                reasons(elsewhere, elsewhere, NumberingOptions.DEFAULT, removed));
        DataPackage plainFile = dataPackage(ORDERS.formatted("", ",{'name':'readme','path':'r.txt'}"));
        assertEquals(
                List.of("minor: orders: 1 row removed"),
                reasons(plainFile, plainFile, NumberingOptions.DEFAULT, removed));
    }

    @Test
    void keysAndReadingCountAsFarAsValuesDiffer() {
        DataPackage keyed = dataPackage(ORDERS.formatted(",'primaryKey':['id']", ""));
        DataPackage missing = dataPackage(ORDERS.formatted(",'missingValues':['-']", ""));
        String same = "; every value reads the same";
        String key = ": orders: primary key is now (id), was none";
        RowCounts none = rows(9, 0, 0, 0, 0, 0, null);
        assertEquals(List.of("patch" + key + same), reasons(PLAIN, keyed, NumberingOptions.DEFAULT, none));
        assertEquals(
                List.of("minor: orders: 1 row added", "patch" + key + same),
                reasons(PLAIN, keyed, NumberingOptions.DEFAULT, rows(9, 1, 0, 0, 0, 0, null)));
        assertEquals(List.of("major" + key), reasons(PLAIN, keyed, NumberingOptions.DEFAULT));
        assertEquals(
                List.of("major" + key, "patch: orders: 1 row restated (11 %)"),
                reasons(PLAIN, keyed, NumberingOptions.DEFAULT, rows(9, 0, 0, 1, 0, 0, null)));
        assertEquals(
                List.of("major" + key, "minor: orders: 1 row removed"),
                reasons(PLAIN, keyed, NumberingOptions.DEFAULT, rows(9, 0, 1, 0, 0, 0, null)));
        RowCounts asText = new RowCounts("orders", List.of(), List.of(), 9, 0, 0, 0, 0, 0, false, null);
        assertEquals(List.of("major" + key), reasons(PLAIN, keyed, NumberingOptions.DEFAULT, asText));
        assertEquals(
                List.of("patch: orders: missingValues is now [\"-\"]" + same),
                reasons(PLAIN, missing, NumberingOptions.DEFAULT, none));
        assertEquals(
                List.of("minor: orders: missingValues is now [\"-\"]"),
                reasons(PLAIN, missing, NumberingOptions.DEFAULT.with("reading", "minor")));
    }

    @Test
    void anotherHeaderDoesNotReadTheSame() {
        RowCounts other = new RowCounts("orders", List.of("id"), List.of("key"), 9, 0, 0, 0, 0, 0, true, null);
        assertFalse(other.readsTheSame());
        DataPackage keyed = dataPackage(ORDERS.formatted(",'primaryKey':['id']", ""));
        assertEquals(
                List.of(
                        "major: orders: primary key is now (id), was none",
                        "major: orders: the data has a column 'key' more",
                        "major: orders: the data no longer has a column 'id'"),
                reasons(PLAIN, keyed, NumberingOptions.DEFAULT, other));
    }

    @Test
    void aHeaderOfANewTableSaysNothing() {
        DataPackage more = dataPackage(ORDERS.formatted("", ",{'name':'items','path':'i.csv'}"));
        RowCounts rows = new RowCounts("items", List.of("a"), List.of("b"), 0, 3, 0, 0, 0, 0, true, null);
        assertEquals(
                List.of("minor: items: resource is added", "minor: items: 3 rows added"),
                reasons(PLAIN, more, NumberingOptions.DEFAULT, rows));
    }

    @Test
    void aFieldMayBeAddedForReadersByName() {
        DataPackage wider =
                dataPackage(ORDERS.formatted("", "").replace("{'name':'id'}", "{'name':'id'},{'name':'x'}"));
        assertEquals(List.of("major: orders: field 'x' is added"), reasons(PLAIN, wider, NumberingOptions.DEFAULT));
        assertEquals(
                List.of("minor: orders: field 'x' is added"),
                reasons(PLAIN, wider, NumberingOptions.DEFAULT.with("field-added", "by-name")));
    }

    @Test
    void changesOfOneKindAreOneReason() {
        String three = "'title':'A','homepage':'B','image':'C'";
        assertEquals(
                List.of("patch: title is now 'A'; homepage is now 'B'; image is now 'C'"),
                reasons(
                        dataPackage("{'name':'p','resources':[]}"),
                        dataPackage("{'name':'p'," + three + ",'resources':[]}"),
                        NumberingOptions.DEFAULT));
        assertEquals(
                List.of("patch: title is now 'A'; homepage is now 'B'; and 2 more"),
                reasons(
                        dataPackage("{'name':'p','resources':[]}"),
                        dataPackage("{'name':'p'," + three + ",'x':1,'resources':[]}"),
                        NumberingOptions.DEFAULT));
    }

    @Test
    void theGreatestBumpComesFirst() {
        DataPackage other = dataPackage("{'name':'q','title':'Q','resources':[{'name':'orders','path':'x.csv'}]}");
        assertEquals(
                List.of(
                        "major: package name is now 'q', was 'p'",
                        "major: orders: schema is gone",
                        "minor: orders: 1 row added",
                        "patch: title is now 'Q'",
                        "none: orders: path has changed"),
                reasons(PLAIN, other, NumberingOptions.DEFAULT, rows(1, 1, 0, 0, 0, 0, null)));
    }

    @ParameterizedTest
    @EnumSource(ChangeKind.class)
    void everyKindHasItsBump(ChangeKind kind) {
        Bump bump = Recipe.bump(kind, false, NumberingOptions.DEFAULT);
        boolean minor =
                List.of("resource-added", "constraint-loosened", "reference").contains(kind.text());
        boolean none = List.of("relocated", "unreadable").contains(kind.text());
        Bump expected = none ? Bump.NONE : minor ? Bump.MINOR : kind == ChangeKind.METADATA ? Bump.PATCH : Bump.MAJOR;
        assertEquals(expected, bump);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "minor: orders: 12 rows added | minor: orders: 12 rows added",
                "major: x | major: x",
                "none: a: b | none: a: b",
                "something | none: something"
            })
    void reasonsAreReadBack(String text, String read) {
        assertEquals(read, Reason.parse(text).toString());
    }
}

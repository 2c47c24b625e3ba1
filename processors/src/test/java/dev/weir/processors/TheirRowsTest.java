package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.process.FlowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Steps in the spelling of DataFlows, datapackage-pipelines and Frictionless give the rows that those give. What is
 * expected was printed by dataflows 0.5 and frictionless 5.21, but for the order of fields and where missing values sort.
 */
class TheirRowsTest {
    @TempDir
    Path folder;

    private String rows(String... steps) throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,c,v,y15,y16\n1,a,10,1,2\n2,b,20,3,4\n3,a,,5,\n4,,7,6,7\n");
        Files.writeString(folder.resolve("b.csv"), "c,x\na,1\na,2\nb,5\nz,9\n");
        String flow = "flow:\n  - load: {path: a.csv, name: a}\n  - load: {path: b.csv, name: b}\n  - "
                + String.join("\n  - ", steps) + "\n  - print: {resources: a, format: csv, rows: 100}\n";
        StringBuilder printed = new StringBuilder();
        FlowRuns.run(FlowRuns.plan(flow, folder), folder, FlowRuns.WHOLE, printed);
        return printed.toString().replace("\n", " ").strip();
    }

    private void fails(String step, String message) {
        FlowException fault = assertThrows(FlowException.class, () -> rows(step), step);
        assertTrue(fault.getMessage().contains(message), fault.getMessage());
        assertTrue(fault.getMessage().contains("weir.yaml:4:"), fault.getMessage());
    }

    @Test
    void oneConditionOfAnyMapLetsARowStay() throws IOException {
        assertEquals(
                "id,c,v,y15,y16 1,a,10,1,2 2,b,20,3,4 3,a,,5,",
                rows("filter_rows: {equals: [{c: a, id: 2}], resources: a}"));
        assertEquals(
                "id,c,v,y15,y16 2,b,20,3,4 4,,7,6,7", rows("{run: filter, parameters: {out: [{c: a}], resources: a}}"));
    }

    @Test
    void aJoinMakesOneRowOfThoseOfAKeyFirst() throws IOException {
        String all = "id,c,v,y15,y16,x,s,n 1,a,10,1,2,2,3,2 2,b,20,3,4,5,5,1 3,a,,5,,2,3,2 4,,7,6,7,,,";
        String fields = "fields: {x: null, s: {name: x, aggregate: sum}, n: {aggregate: count}}";
        assertEquals(all, rows("join: {source: b, source_key: [c], target: a, target_key: [c], " + fields + "}"));
        assertEquals(
                all, rows("join: {source_name: b, source_key: c, target_name: a, target_key: '{c}', " + fields + "}"));
        assertEquals(
                all,
                rows("{run: join, parameters: {source: {name: b, key: [c]}, target: {name: a, key: [c]}, " + fields
                        + "}}"));
        assertEquals(
                "id,c,v,y15,y16,x 1,a,10,1,2,2 2,b,20,3,4,5 3,a,,5,,2 4,,7,6,7, ,z,,,,9",
                rows(
                        "join: {source: b, source_key: [c], target: a, target_key: [c], fields: {x: {}}, mode: full-outer}"));
        assertEquals(
                "id,c,v,y15,y16 1,a,10,1,2 2,b,20,3,4 3,a,,5,",
                rows("join: {source: b, source_key: [c], target: a, target_key: [c], fields: {}, mode: inner}"));
    }

    @Test
    void aJoinLetsItsSourceBeWhereItIsSaid() throws IOException {
        String join = "join: {source: b, source_key: [c], target: a, target_key: [c], fields: {x: {}}, source_delete: ";
        String uses = "update_resource: {resources: b, title: still there}";
        assertEquals("id,c,v,y15,y16,x 1,a,10,1,2,2 2,b,20,3,4,5 3,a,,5,,2 4,,7,6,7,", rows(join + "false}", uses));
        FlowException gone = assertThrows(FlowException.class, () -> rows(join + "true}", uses));
        assertTrue(gone.getMessage().contains("no resource 'b'"), gone.getMessage());
    }

    @Test
    void aJoinWithItselfHasTheFieldsThatAreNamed() throws IOException {
        String fields = "fields: {c: {}, t: {name: v, aggregate: sum}, n: {aggregate: count}}";
        assertEquals(
                "c,t,n a,10,2 b,20,1 ,7,1", rows("join_with_self: {resource_name: a, join_key: [c], " + fields + "}"));
        assertEquals(
                "t 10 20 7",
                rows("join_with_self: {resource_name: a, join_key: [c], fields: {t: {name: v, aggregate: sum}}}"));
    }

    @Test
    void keysOfAnUnpivotComeOfTheNamesOfFields() throws IOException {
        assertEquals(
                "id,c,v,year,val 1,a,10,2015,1 1,a,10,2016,2 2,b,20,2015,3 2,b,20,2016,4 3,a,,2015,5 3,a,,2016,"
                        + " 4,,7,2015,6 4,,7,2016,7",
                rows("unpivot: {resources: a, unpivot_fields: [{name: 'y(\\d+)', keys: {year: '20\\1'}}],"
                        + " extra_keys: [{name: year, type: year}], extra_value: {name: val, type: integer}}"));
        assertEquals(
                "id,c,v,year,k,val 1,a,10,2015,x,1 1,a,10,2016,z,2 2,b,20,2015,x,3 2,b,20,2016,z,4 3,a,,2015,x,5"
                        + " 3,a,,2016,z, 4,,7,2015,x,6 4,,7,2016,z,7",
                rows("{run: unpivot, parameters: {resources: a, unpivot: [{name: y15, keys: {year: 2015, k: x}},"
                        + " {name: y16, keys: {year: 2016, k: z}}], extraKeyFields: [{name: year, type: integer},"
                        + " {name: k, type: string}], extraValueField: {name: val, type: integer}}}"));
    }

    @Test
    void computedFieldsLeaveMissingCellsOut() throws IOException {
        assertEquals(
                "id,c,v,y15,y16,s,m,j,f,k,p 1,a,10,1,2,11,5.5,1-a,1/a,hey,10 2,b,20,3,4,22,11,2-b,2/b,hey,40"
                        + " 3,a,,5,,3,3,3-a,3/a,hey,3 4,,7,6,7,11,5.5,4,4/,hey,28",
                rows("add_computed_field: {resources: a, fields: [{target: s, operation: sum, source: [id, v]},"
                        + " {target: m, operation: avg, source: [id, v]},"
                        + " {target: j, operation: join, source: [id, c], with: '-'},"
                        + " {target: {name: f, type: string}, operation: format, with: '{id}/{c}'},"
                        + " {target: k, operation: constant, with: hey},"
                        + " {target: p, operation: multiply, source: [id, v]}]}"));
        fails(
                "add_computed_field: {target: x, operation: format, with: '{a:02}'}",
                "the format '{a:02}' is not known here");
    }

    @Test
    void eachPatternOfEachFieldIsReplaced() throws IOException {
        assertEquals(
                "id,c,v,y15,y16 1,<a>,10,1,2 2,$,20,3,4 3,<a>,,5, 4,,7,6,7",
                rows("find_replace: {resources: a, fields: [{name: c, patterns: [{find: '(a)', replace: '<\\1>'},"
                        + " {find: b, replace: $}]}]}"));
    }

    @Test
    void namesThatAreSaidToBeRegularExpressionsAre() throws IOException {
        assertEquals(
                "id,c,v 1,a,10 2,b,20 3,a, 4,,7", rows("delete_fields: {fields: ['y.*'], resources: a, regex: true}"));
        assertEquals(
                "id 1 2 3 4",
                rows(
                        "{run: set_types, parameters: {resources: a, types: {id: {type: number}, c: null, 'y.*': null},"
                                + " regex: true}}",
                        "delete-fields: {resources: a, fields: v}"));
    }

    @Test
    void cellsAreReplacedWholeByFrictionless() throws IOException {
        assertEquals(
                "id,c,v,y15,y16 1,a$,10,1,2 2,b,20,3,4 3,a$,,5, 4,,7,6,7",
                rows(
                        "{type: cell-replace, resources: a, fieldName: c, pattern: a, replace: 'a$'}",
                        "{type: cell-replace, resources: a, fieldName: c, pattern: $, replace: x}"));
        assertEquals(
                "id,c,v,y15,y16 1,za$,10,1,2 2,zb$,20,3,4 3,za$,,5, 4,,7,6,7",
                rows("{type: cell-replace, resources: a, fieldName: c, pattern: '<regex>(a|b)', replace: 'z\\1$'}"));
    }

    @Test
    void onlyTheKeyStaysOfAMelt() throws IOException {
        assertEquals(
                "id,variable,value 1,y15,1 1,y16,2 2,y15,3 2,y16,4 3,y15,5 3,y16, 4,y15,6 4,y16,7",
                rows("{type: table-melt, resources: a, fieldName: id, variables: [y15, y16]}"));
    }

    @Test
    void aGroupIsItsRowWithTheGreatestValue() throws IOException {
        assertEquals(
                "id,c,v,y15,y16 3,a,,5, 2,b,20,3,4 4,,7,6,7",
                rows("{type: row-ungroup, resources: a, groupName: c, selection: max, valueName: y15}"));
        assertEquals(
                "id,c,v,y15,y16 1,a,10,1,2 2,b,20,3,4 4,,7,6,7",
                rows("{type: row-subset, resources: a, subset: distinct, fieldName: c}"));
    }

    @Test
    void rowsAreNumberedAndSummedByFieldAndFunction() throws IOException {
        assertEquals(
                "id,c,v,y15,y16,n 1,a,10,1,2,1 2,b,20,3,4,2 3,a,,5,,3 4,,7,6,7,4",
                rows("{type: field-add, resources: a, name: n, incremental: true}"));
        String sums = "c,n a,6 b,3 ,6";
        for (String pair : new String[] {"[y15, sum]", "[sum, y15]"}) {
            assertEquals(
                    sums, rows("{type: table-aggregate, resources: a, groupName: c, aggregation: {n: " + pair + "}}"));
        }
    }

    @Test
    void whatIsNotHereIsAnErrorThatSaysWhatToWrite() {
        fails("{type: row-subset, subset: unique}", "no step 'row-subset': aggregate with COUNT(*)");
        fails("{type: field-add, name: q, value: 1, position: 2}", "no option 'position': select-fields names");
        fails("{type: field-update, name: c, descriptor: {name: d}}", "a new name is given by rename-fields");
        fails("{type: table-join, resource: b, mode: cross}", "there is no cross join");
        fails("{type: row-search, regex: x}", "row-search needs 'fieldName' here");
        fails("printer: {last_rows: 3}", "no option 'last-rows': slice-rows: {tail: …}");
        fails("load: {from: x.csv, limit_rows: 3}", "no option 'limit-rows': slice-rows: {head: …}");
        fails("conditional: {}", "no step 'conditional': a flow is data");
        fails("join: {source: b, source_key: '{#}', target: a, target_key: c}", "a key of row numbers");
        fails("join: {source: b, source_key: c, target: a, target_key: c, fields: {'*': {}}}", "name each field");
        fails(
                "join: {source: b, source_key: c, target: a, target_key: c, fields: {q: {aggregate: set}}}",
                "there is no aggregate 'set' here");
    }
}

package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.flow.FlowFile;
import dev.weir.flow.Plan;
import dev.weir.process.FlowException;
import dev.weir.process.OnError;
import dev.weir.process.Operation;
import dev.weir.process.Processor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowFileTest {
    private static final String LOAD =
            "  - load: {path: o.csv, name: orders, schema: {fields: [{name: id, type: integer}, {name: status, type:"
                    + " string}]}}\n";

    private static FlowFile parse(String text, Map<String, String> set) {
        String file = text.startsWith("{") ? "weir.json" : "weir.yaml";
        return FlowFile.parse(text.getBytes(StandardCharsets.UTF_8), file, Path.of(""), set, Tables.STEPS);
    }

    private static FlowFile parse(String text) {
        return parse(text, Map.of());
    }

    private static List<String> faults(String text) {
        return List.of(assertThrows(FlowException.class, () -> parse(text).plan(Instant.EPOCH))
                .getMessage()
                .split("\n"));
    }

    private static List<String> names(FlowFile flow) {
        return flow.processors(Instant.EPOCH).stream().map(Processor::name).toList();
    }

    private static String configuration(String entry) {
        return parse("flow:\n  - " + entry + "\n")
                .processors(Instant.EPOCH)
                .get(0)
                .configuration();
    }

    @Test
    void theHeadBecomesThePackage() {
        FlowFile flow = parse("name: orders\ntitle: Orders\nversion: 1.2.0\nx:y: 1\nflow:\n  - validate\n");
        assertEquals("orders", flow.start().name());
        assertEquals("1.2.0", flow.start().version());
        assertEquals(List.of("validate"), names(flow));
    }

    @Test
    void everySpellingIsTheSameStep() {
        String where = "{\"where\":\"id > 1\"}";
        assertEquals(where, configuration("filter-rows: {where: id > 1}"));
        assertEquals(where, configuration("filter_rows: {where: id > 1}"));
        assertEquals(where, configuration("{run: filter_rows, parameters: {where: id > 1}}"));
        assertEquals(where, configuration("{type: row-filter, formula: id > 1}"));
        assertEquals(where, configuration("{type: filter-rows, where: id > 1}"));
        assertEquals("{\"on-error\":\"drop\"}", configuration("validate: {on_error: drop}"));
    }

    @Test
    void frictionlessStepsMeanTheSame() {
        assertEquals("{\"fields\":[\"a\",\"b\"]}", configuration("{type: field-remove, names: [a, b]}"));
        assertEquals(
                "{\"by\":[\"\\\"a\\\" DESC\"]}", configuration("{type: row-sort, fieldNames: [a], reverse: true}"));
        assertEquals( // the names of resources are in the operations of a step
                "{\"on\":\"k\",\"keep\":\"full\"}",
                configuration("{type: table-join, resource: b, fieldName: k, mode: outer}"));
        assertEquals(
                "{\"fields\":{\"s\":\"SUM(\\\"x\\\")\"},\"by\":\"\\\"g\\\"\"}",
                configuration("{type: table-aggregate, groupName: g, aggregation: {s: [sum, x]}}"));
        assertEquals(
                "{\"name\":\"x\",\"value\":\"'it''s'\",\"type\":\"string\"}",
                configuration("{type: field-add, name: x, value: it's, descriptor: {type: string}}"));
    }

    @Test
    void parametersAreReplacedAndKeepTheirKind() {
        FlowFile flow = parse(
                "parameters: {n: 5, dir: data}\n"
                        + "flow:\n"
                        + "  - print: {rows: '${n}'}\n"
                        + "  - validate: {resources: \"${dir}-x\"}\n",
                Map.of("n", "7"));
        assertEquals("{\"rows\":7}", flow.processors(Instant.EPOCH).get(0).configuration());
        assertEquals(
                "{\"resources\":\"data-x\"}",
                flow.processors(Instant.EPOCH).get(1).configuration());
    }

    @Test
    void parametersThatAreNotThereAreFindings() {
        assertEquals(
                List.of("weir.yaml:2:32 /flow/0/validate/resources: no parameter 'dri': set it (--set dri=…) or give"
                        + " it a value in 'parameters:'; did you mean \"dir\"?"),
                faults("parameters: {dir: data}\nflow: [{validate: {resources: '${dri}'}}]\n"));
        assertTrue(assertThrows(
                        FlowException.class,
                        () -> parse("parameters: {dir: x}\nflow: [validate]\n", Map.of("dirr", "y")))
                .getMessage()
                .contains("the flow has no parameter 'dirr'; did you mean \"dir\"?"));
        assertTrue(faults("parameters: {dir: null}\nflow: [{validate: {resources: '${dir}'}}]\n")
                .get(0)
                .contains("parameter 'dir' has no value"));
    }

    @Test
    void allFindingsComeAtOnceWithLineAndColumn() {
        assertEquals(
                List.of(
                        "weir.yaml:1:1 /titel: a flow has no 'titel'; did you mean \"title\"?",
                        "weir.yaml:3:5 /flow/0/fliter-rows: no step 'fliter-rows'; did you mean \"filter-rows\"?",
                        "weir.yaml:4:19 /flow/1/filter-rows/wher: 'filter-rows' has no option 'wher'; did you mean"
                                + " \"where\"?",
                        "weir.yaml:4:18 /flow/1/filter-rows: 'filter-rows' needs 'where': the condition",
                        "weir.yaml:5:19 /flow/2/print/rows: 'rows' takes a whole number, not string many",
                        "weir.yaml:5:33 /flow/2/print/format: 'format' takes text, csv, jsonl, not 'cvs'; did you mean"
                                + " 'csv'?",
                        "weir.yaml:7:9 /flow/3: a step is one name with its options, but here are sort-rows, by: indent"
                                + " the options under 'sort-rows:', or begin the next step with '- '",
                        "weir.yaml:8:16 /flow/4/sort-rows: 'sort-rows' takes its options as a map, {option: value}, not"
                                + " string"),
                faults("titel: x\nflow:\n"
                        + "  - fliter-rows: {where: a}\n"
                        + "  - filter-rows: {wher: a}\n"
                        + "  - print: {rows: many, format: cvs}\n"
                        + "  - sort-rows:\n"
                        + "    by: a\n"
                        + "  - sort-rows: a\n"));
    }

    @Test
    void expressionsAreFoundAtTheirColumn() {
        List<String> faults = faults("flow:\n" + LOAD
                + "  - filter-rows: {where: \"stauts = 'x'\"}\n"
                + "  - filter-rows: {where: \"id +\"}\n");
        assertTrue(faults.get(0).startsWith("weir.yaml:4:"), faults.toString());
        assertEquals(1, faults.size(), "what cannot be read comes before what does not suit");
        faults = faults("flow:\n" + LOAD + "  - filter-rows: {where: \"1 = stauts\"}\n");
        assertTrue(faults.get(0).startsWith("weir.yaml:3:31 /flow/1/filter-rows/where: "), faults.toString());
        assertTrue(faults.get(0).contains("did you mean") && faults.get(0).contains("status"), faults.toString());
    }

    @Test
    void aStepThatDoesNotSuitDoesNotHideOthers() {
        String b = LOAD.replace("orders", "b");
        List<String> faults = faults("flow:\n" + LOAD + b
                + "  - delete-fields: {resources: orders, fields: x}\n"
                + "  - filter-rows: {resources: orders, where: x > 1}\n"
                + "  - delete-fields: {resources: b, fields: y}\n");
        assertEquals(2, faults.size(), faults.toString());
        assertTrue(faults.get(0).contains("no field 'x'") && faults.get(1).contains("no field 'y'"));
    }

    @Test
    void pythonIsAnErrorThatShowsTheSql() {
        assertEquals(
                List.of("weir.yaml:2:27 /flow/0/filter-rows/where: this is Python: status == 'x' and not id is None;"
                        + " expressions are SQL, write: status = 'x' AND NOT id IS NULL"),
                faults("flow:\n  - filter-rows: {where: \"status == 'x' and not id is None\"}\n"));
        assertTrue(faults("flow:\n  - {type: row-filter, function: \"lambda row: row['a'].lower() != 'b'\"}\n")
                .get(0)
                .endsWith("write: LOWER(a) <> 'b'"));
    }

    @Test
    void badCellsAreLeftToAValidateThatComesNext() {
        assertEquals(null, onErrorOfRead(LOAD + "  - validate\n"));
        assertEquals(null, onErrorOfRead(LOAD + "  - update-package: {set: {title: x}}\n  - validate\n"));
        assertEquals(OnError.FAIL, onErrorOfRead(LOAD + "  - print\n  - validate\n"));
        assertEquals(OnError.FAIL, onErrorOfRead(LOAD));
        assertEquals(
                OnError.DROP,
                onErrorOfRead(LOAD.replace("name: orders", "name: orders, on-error: drop") + "  - validate\n"));
    }

    private static OnError onErrorOfRead(String steps) {
        Plan plan = parse("flow:\n" + steps).plan(Instant.EPOCH);
        return ((Operation.Read) plan.steps().get(0).operations().get(0)).onError();
    }

    @Test
    void jsonIsReadToo() {
        assertEquals(List.of("validate", "print"), names(parse("{\"flow\": [\"validate\", {\"print\": {}}]}")));
        assertEquals(
                List.of("weir.json:2:3 /flow/0/print/row: 'print' has no option 'row'; did you mean \"rows\"?"),
                faults("{\"flow\": [{\"print\": {\n  \"row\": 1}}]}"));
    }

    @Test
    void aFlowWithoutStepsSaysSo() {
        assertTrue(faults("name: x\n").get(0).contains("'flow:' is missing"));
        assertTrue(faults("- a\n").get(0).contains("a flow is a map"));
        assertTrue(faults("steps: [validate]\n").get(0).contains("the steps stand under 'flow:'"));
    }

    @Test
    void loadChecksWhatGoesTogether() {
        assertTrue(faults("flow: [{load: {path: a, package: b}}]").get(0).contains("either 'path'"));
        assertTrue(faults("flow: [{load: {package: b, schema: s}}]").get(0).contains("a package states its own"));
        assertTrue(faults("flow:\n" + LOAD + LOAD).get(0).contains("already a resource 'orders'"));
        assertTrue(faults("flow: [{load: {path: a, schema: {fields: [{name: a, type: intger}]}}}]")
                .get(0)
                .contains("/flow/0/load/schema/fields/0"));
    }
}

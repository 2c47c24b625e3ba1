package dev.weir.processors;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Draws steps, as YAML, for the tables that there are. Some fit no plan: whoever takes them tries. */
final class RandomSteps {
    private final RandomGenerator random;
    private final boolean keyed;
    private final RandomTableSteps tableSteps;
    private final boolean errors;
    private int names;

    RandomSteps(RandomGenerator random, boolean keyed) {
        this(random, keyed, false);
    }

    /** @param errors whether steps say what becomes of rows in error */
    RandomSteps(RandomGenerator random, boolean keyed, boolean errors) {
        this.errors = errors;
        this.random = random;
        this.keyed = keyed;
        this.tableSteps = new RandomTableSteps(this);
    }

    /** What becomes of rows in error, as an option behind others. */
    String onError() {
        return ", on-error: " + any("drop", "quarantine", "keep");
    }

    /** One step, or a few that go together; none where nothing fits. */
    List<String> step(Map<String, Schema> tables) {
        if (errors && random.nextInt(5) == 0) {
            return inError(tables);
        }
        String table = any(List.copyOf(tables.keySet()));
        Schema schema = tables.get(table);
        String in = "resources: " + table + ", ";
        return switch (random.nextInt(44)) {
            case 0, 1 -> List.of("filter-rows: {" + in + "where: \"" + where(schema) + "\"}");
            case 2, 3 -> add(in, schema);
            case 4, 5 -> List.of("sort-rows: {" + in + "by: [" + order(schema) + "]}");
            case 6 -> List.of("deduplicate: {" + in + by(schema) + "keep: " + any("first", "last") + "}");
            case 7, 42, 43 -> unpivot(in, schema);
            case 8 -> List.of("set-type: {" + in + "fields: {" + field(schema) + ": {type: string}}}");
            case 9 -> List.of("delete-fields: {" + in + "fields: [" + field(schema) + "]}");
            case 10 -> replace(in, schema);
            case 11 -> fill(in, schema);
            case 12 -> List.of("fill-down: {" + in + by(schema) + "fields: [" + field(schema) + "]}");
            case 13 -> split(in, schema);
            case 14 ->
                List.of("merge-fields: {" + in + "fields: [" + String.join(", ", some(schema)) + "], to: " + fresh()
                        + ", separator: \"-\", keep: " + random.nextBoolean() + "}");
            case 15, 16 -> List.of("slice-rows: {" + in + by(schema) + slice() + "}");
            case 17 -> List.of("distinct: {" + in + "fields: [" + String.join(", ", some(schema)) + "]}");
            case 18, 19 ->
                List.of("scan: {" + in + by(schema) + "name: " + fresh() + ", value: \"" + running(schema) + "\"}");
            case 20 -> List.of("checkpoint: {name: here}");
            case 21 -> List.of("rename-fields: {" + in + "fields: {" + field(schema) + ": " + fresh() + "}}");
            case 22 -> List.of("select-fields: {" + in + "fields: [" + String.join(", ", some(schema)) + "]}");
            case 23 -> schema(in, schema);
            case 24 -> key(table, schema);
            case 25 -> List.of("validate: {" + (random.nextBoolean() ? "resources: " + table : "") + "}");
            case 26 ->
                List.of("print: {" + in + "rows: " + (1 + random.nextInt(20)) + ", format: "
                        + any("text", "csv", "jsonl") + "}");
            default -> tableSteps.step(table, tables);
        };
    }

    /** A step that finds rows in error. */
    private List<String> inError(Map<String, Schema> tables) {
        String table = any(List.copyOf(tables.keySet()));
        Schema schema = tables.get(table);
        String in = "resources: " + table;
        return switch (random.nextInt(6)) {
            case 0 -> List.of("validate: {" + in + onError() + "}");
            case 1 -> List.of("validate: {" + onError().substring(2) + "}");
            case 2 ->
                List.of(
                        "update-schema: {" + in + ", set: {uniqueKeys: [[" + field(schema) + "]]}}",
                        "validate: {" + in + onError() + "}");
            default ->
                List.of("set-type: {" + in + ", fields: {" + field(schema) + ": {type: "
                        + any("integer", "number", "date") + "}}" + onError() + "}");
        };
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    String any(String... texts) {
        return any(List.of(texts));
    }

    /** A field of one of the types; of any where none is said; empty where there is none. */
    String field(Schema schema, String... types) {
        List<String> found = schema.fields().stream()
                .filter(field -> types.length == 0
                        || List.of(types).contains(field.type().text()))
                .map(Field::name)
                .toList();
        return found.isEmpty() ? "" : any(found);
    }

    String number(Schema schema) {
        return field(schema, "number", "integer", "a number", "an integer");
    }

    String text(Schema schema) {
        return field(schema, "string", "a string");
    }

    String fresh() {
        return "x" + names++;
    }

    /** Some fields in any order: mostly two or more, as one missing cell makes a blank row, which is never right. */
    List<String> some(Schema schema) {
        List<String> all = new ArrayList<>(schema.names());
        for (int i = all.size(); i > 1; i--) {
            Collections.swap(all, i - 1, random.nextInt(i));
        }
        int least = random.nextInt(6) == 0 ? 1 : Math.min(2, all.size());
        return all.subList(0, least + random.nextInt(all.size() - least + 1));
    }

    String by(Schema schema) {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "by: [" + field(schema) + ", " + field(schema) + "], ";
            default -> "by: [" + field(schema) + "], ";
        };
    }

    String where(Schema schema) {
        String number = number(schema);
        String text = text(schema);
        return switch (random.nextInt(6)) {
            case 0 -> text.isEmpty() ? "TRUE" : text + " <> 'k3'";
            case 1 -> text.isEmpty() ? "TRUE" : text + " LIKE '%1%'";
            case 2 -> field(schema) + " IS NOT NULL";
            case 3 -> number.isEmpty() ? "FALSE" : number + " > 3";
            default -> number.isEmpty() ? "TRUE" : number + " < 6 OR " + number + " IS NULL";
        };
    }

    private String order(Schema schema) {
        String by = '"' + field(schema) + any(" DESC\"", "\"");
        String text = text(schema);
        return switch (random.nextInt(4)) {
            case 0 -> by;
            case 1 -> text.isEmpty() ? by : "\"LENGTH(" + text + ") DESC\", " + by;
            default -> by + ", " + '"' + field(schema) + any(" DESC\"", "\"");
        };
    }

    private List<String> add(String in, Schema schema) {
        String number = number(schema);
        String text = text(schema);
        String call = "add-field: {" + in + "name: " + fresh() + ", type: ";
        if (!number.isEmpty() && random.nextBoolean()) {
            return List.of(
                    call + "number, value: \"" + any(number + " * 2 + 1", "COALESCE(" + number + ", 0.10)") + "\"}");
        }
        if (text.isEmpty()) {
            return List.of(call + "boolean, value: \"" + field(schema) + " IS NULL\"}");
        }
        return List.of(call + "string, value: \"" + any("UPPER(" + text + ")", "COALESCE(" + text + ", 'none')", text)
                + "\"}");
    }

    private List<String> unpivot(String in, Schema schema) {
        List<String> some = some(schema);
        return List.of("unpivot: {" + in + "fields: [" + String.join(", ", some.subList(0, Math.min(2, some.size())))
                + "], name: " + fresh() + ", value: " + fresh() + "}");
    }

    private List<String> replace(String in, Schema schema) {
        String text = text(schema);
        return text.isEmpty()
                ? List.of()
                : List.of("find-replace: {" + in + "fields: [" + text + "], find: \"" + any("1", "k1", "t")
                        + "\", replace: \"one\", regex: " + random.nextBoolean() + "}");
    }

    private List<String> fill(String in, Schema schema) {
        String text = text(schema);
        String number = number(schema);
        if (text.isEmpty() || !number.isEmpty() && random.nextBoolean()) {
            return List.of("fill: {" + in + "fields: [" + number + "], value: \"" + any("7", number(schema)) + "\"}");
        }
        return List.of("fill: {" + in + "fields: [" + text + "], value: \"" + any("'none'", text(schema)) + "\"}");
    }

    private List<String> split(String in, Schema schema) {
        String cut = any("separator: \"1\"", "separator: \"k\"", "pattern: \"[0-9]\"", "pattern: \"(.)(.*)\"");
        return List.of("split-field: {" + in + "field: " + field(schema) + ", to: [" + fresh() + ", " + fresh() + "], "
                + cut + ", keep: " + random.nextBoolean() + "}");
    }

    private String slice() {
        return switch (random.nextInt(4)) {
            case 0 -> "head: " + random.nextInt(30);
            case 1 -> "tail: " + random.nextInt(30);
            case 2 -> "start: " + random.nextInt(10) + ", step: " + (1 + random.nextInt(3));
            default -> "start: " + random.nextInt(10) + ", stop: " + (10 + random.nextInt(30));
        };
    }

    private String running(Schema schema) {
        String number = number(schema);
        String one = field(schema);
        String call =
                any("COUNT(*)", "MIN(" + one + ")", "MAX(" + one + ")", "FIRST(" + one + ")", "LAST(" + one + ")");
        return number.isEmpty() || random.nextBoolean()
                ? call
                : any("SUM(" + number + ")", "AVG(" + number + ")", "SUM(" + number + ") * 2 - COUNT(*)");
    }

    private List<String> schema(String in, Schema schema) {
        String set = any(
                "title: T",
                "missingValues: [\"\", t1, k2]",
                "missingValues: null",
                "uniqueKeys: [[" + String.join(", ", some(schema)) + "]]");
        return List.of("update-schema: {" + in + "set: {" + set + "}}");
    }

    /** A key that mostly holds: that of the rows of a source, or of groups, which others refer to. */
    private List<String> key(String table, Schema schema) {
        if (keyed && schema.indexOf("id") >= 0 && random.nextInt(4) > 0) {
            return List.of("set-primary-key: {resources: " + table + ", fields: [id]}");
        }
        String field = field(schema);
        String groups = fresh();
        List<String> steps = new ArrayList<>();
        steps.add("aggregate: {resources: " + table + ", by: [" + field + "], fields: {" + fresh()
                + ": \"COUNT(*)\"}, to: " + groups + "}");
        steps.add("filter-rows: {resources: " + groups + ", where: \"" + field + " IS NOT NULL\"}");
        if (random.nextInt(3) == 0) {
            steps.add("filter-rows: {resources: " + groups + ", where: \"" + names(groups, steps) + " > 0\"}");
        }
        steps.add("set-primary-key: {resources: " + groups + ", fields: [" + field + "]}");
        steps.add("update-schema: {resources: " + table + ", set: {foreignKeys: [{fields: [" + field
                + "], reference: {resource: " + groups + ", fields: [" + field + "]}}]}}");
        if (random.nextBoolean()) {
            steps.add("validate: {}");
        }
        return steps;
    }

    /** The field of the count, one name behind that of the groups. */
    private static String names(String groups, List<String> steps) {
        String first = steps.get(0);
        int from = first.indexOf("fields: {") + 9;
        return first.substring(from, first.indexOf(':', from));
    }
}

package dev.weir.processors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** A flow of random steps over two tables, and what was drawn: fields by resource, steps by name. */
final class RandomFlow {
    private final RandomGenerator random;
    private final Map<String, Map<String, String>> tables = new LinkedHashMap<>();
    private final List<String> steps = new ArrayList<>();
    private final Map<String, Integer> drawn;
    private int names;

    /** @param drawn counts the steps by name */
    RandomFlow(RandomGenerator random, boolean keyed, Map<String, Integer> drawn) {
        this.random = random;
        this.drawn = drawn;
        tables.put("a", fields("id integer, k string, n number, d date, t string"));
        tables.put("b", fields("k string, v number, w string"));
        load("a", keyed ? ", primaryKey: id" : "");
        load("b", "");
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            step();
        }
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : text.split(", ")) {
            fields.put(field.split(" ")[0], field.split(" ")[1]);
        }
        return fields;
    }

    private void load(String name, String more) {
        StringBuilder list = new StringBuilder();
        tables.get(name)
                .forEach((field, type) ->
                        list.append(list.isEmpty() ? "" : ", ").append("{name: " + field + ", type: " + type + "}"));
        steps.add(
                "load: {path: in/" + name + ".csv, name: " + name + ", schema: {fields: [" + list + "]" + more + "}}");
    }

    /** The flow in YAML, written to {@code to}. */
    String yaml(String to) {
        StringBuilder text = new StringBuilder("name: random\nflow:\n");
        steps.forEach(step -> text.append("  - ").append(step).append('\n'));
        return text.append("  - dump: {to: " + to + "}\n").toString();
    }

    private void step() {
        String table = any(new ArrayList<>(tables.keySet()));
        Map<String, String> fields = tables.get(table);
        switch (random.nextInt(16)) {
            case 0, 1 -> filter(table, fields);
            case 2 -> add(table, fields);
            case 3 -> sort(table, fields);
            case 4 -> deduplicate(table, fields);
            case 5, 6, 7 -> join(table, fields);
            case 8, 9, 10 -> aggregate(table, fields);
            case 11 -> concatenate(table, fields);
            case 12 -> unpivot(table, fields);
            case 13 -> retype(table, fields);
            case 14 -> drop(table, fields);
            default -> replace(table, fields);
        }
    }

    private void emit(String name, String options) {
        drawn.merge(name, 1, Integer::sum);
        steps.add(name + ": {" + options + "}");
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String any(Map<String, String> fields, String... types) {
        List<String> found = fields.keySet().stream()
                .filter(name -> List.of(types).contains(fields.get(name)))
                .toList();
        return found.isEmpty() ? "" : any(found);
    }

    private String fresh() {
        return "x" + names++;
    }

    private void filter(String table, Map<String, String> fields) {
        String number = any(fields, "number", "integer");
        String text = any(fields, "string");
        String where = number.isEmpty() || random.nextInt(3) == 0 && !text.isEmpty()
                ? text.isEmpty() ? "TRUE" : text + (random.nextBoolean() ? " <> 'k3'" : " LIKE '%1%'")
                : number + (random.nextBoolean() ? " > 3" : " < 6 OR " + number + " IS NULL");
        emit("filter-rows", "resources: " + table + ", where: \"" + where + "\"");
    }

    private void add(String table, Map<String, String> fields) {
        String number = any(fields, "number", "integer");
        String text = any(fields, "string");
        String name = fresh();
        if (!number.isEmpty() && random.nextBoolean()) {
            emit(
                    "add-field",
                    "resources: " + table + ", name: " + name + ", type: number, value: \"" + number + " * 2 + 1\"");
            fields.put(name, "number");
        } else if (!text.isEmpty()) {
            emit(
                    "add-field",
                    "resources: " + table + ", name: " + name + ", type: string, value: \"UPPER(" + text + ")\"");
            fields.put(name, "string");
        }
    }

    private void sort(String table, Map<String, String> fields) {
        List<String> names = new ArrayList<>(fields.keySet());
        String by = '"' + any(names) + (random.nextBoolean() ? " DESC\"" : "\"");
        if (random.nextBoolean()) {
            by += ", " + any(names);
        }
        emit("sort-rows", "resources: " + table + ", by: [" + by + "]");
    }

    private void deduplicate(String table, Map<String, String> fields) {
        String by = random.nextInt(4) == 0 ? "" : ", by: [" + any(new ArrayList<>(fields.keySet())) + "]";
        emit("deduplicate", "resources: " + table + by + ", keep: " + (random.nextBoolean() ? "first" : "last"));
    }

    private void join(String table, Map<String, String> fields) {
        String other = any(new ArrayList<>(tables.keySet()));
        Map<String, String> others = tables.get(other);
        String type = any(List.of("string", "string", "number"));
        String left = any(fields, type);
        String right = any(others, type);
        if (left.isEmpty() || right.isEmpty() || other.equals(table)) {
            return;
        }
        String keep = any(List.of("inner", "left", "right", "full", "semi", "anti"));
        String added = "";
        if (!keep.equals("semi") && !keep.equals("anti")) {
            String taken = any(new ArrayList<>(others.keySet()));
            String name = fresh();
            added = ", fields: {" + name + ": " + taken + "}";
            fields.put(name, others.get(taken));
        }
        emit(
                "join",
                "resources: " + table + ", with: " + other + ", on: {" + left + ": " + right + "}, keep: " + keep
                        + added);
    }

    private void aggregate(String table, Map<String, String> fields) {
        String number = any(fields, "number", "integer");
        String one = any(new ArrayList<>(fields.keySet()));
        String name = "g" + names++;
        Map<String, String> made = new LinkedHashMap<>();
        String by = "";
        int keys = random.nextInt(3);
        for (int i = 0; i < keys; i++) {
            String key = any(new ArrayList<>(fields.keySet()));
            if (!made.containsKey(key)) {
                by += (by.isEmpty() ? "" : ", ") + key;
                made.put(key, fields.get(key));
            }
        }
        List<String> choices = new ArrayList<>(
                List.of("COUNT(*)", "COUNT(DISTINCT " + one + ")", "MIN(" + one + ")", "MAX(" + one + ")"));
        if (random.nextInt(4) == 0) {
            choices.addAll(List.of("FIRST(" + one + ")", "LAST(" + one + ")"));
        }
        if (!number.isEmpty()) {
            choices.addAll(List.of("SUM(" + number + ")", "AVG(" + number + ")", "MEDIAN(" + number + ")"));
        }
        StringBuilder calls = new StringBuilder();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String call = any(choices);
            String field = "f" + names++;
            calls.append(i == 0 ? "" : ", ").append(field + ": \"" + call + "\"");
            made.put(
                    field,
                    call.startsWith("COUNT")
                            ? "integer"
                            : call.matches("(SUM|AVG|MEDIAN).*") ? "number" : fields.get(one));
        }
        String order = !by.isEmpty() && random.nextInt(3) == 0 ? ", order: first" : "";
        emit(
                "aggregate",
                "resources: " + table + (by.isEmpty() ? "" : ", by: [" + by + "]") + ", fields: {" + calls + "}, to: "
                        + name + order);
        tables.put(name, made);
    }

    private void concatenate(String table, Map<String, String> fields) {
        String copy = "c" + names++;
        emit("duplicate", "resources: " + table + ", to: " + copy);
        tables.put(copy, new LinkedHashMap<>(fields));
        filter(copy, tables.get(copy));
        String all = "c" + names++;
        emit("concatenate", "resources: [" + table + ", " + copy + "], to: " + all);
        tables.put(all, new LinkedHashMap<>(fields));
        tables.remove(table);
        tables.remove(copy);
    }

    private void unpivot(String table, Map<String, String> fields) {
        String a = any(fields, "string");
        List<String> others = fields.keySet().stream()
                .filter(name -> !name.equals(a) && "string".equals(fields.get(name)))
                .toList();
        if (a.isEmpty() || others.isEmpty()) {
            return;
        }
        String b = any(others);
        String name = fresh();
        String value = fresh();
        emit(
                "unpivot",
                "resources: " + table + ", fields: [" + a + ", " + b + "], name: " + name + ", value: " + value);
        fields.remove(a);
        fields.remove(b);
        fields.put(name, "string");
        fields.put(value, "string");
    }

    private void retype(String table, Map<String, String> fields) {
        String number = any(fields, "number", "integer", "date");
        if (!number.isEmpty()) {
            emit("set-type", "resources: " + table + ", fields: {" + number + ": {type: string}}");
            fields.put(number, "string");
        }
    }

    private void drop(String table, Map<String, String> fields) {
        if (fields.size() > 2) {
            String name = any(new ArrayList<>(fields.keySet()));
            emit("delete-fields", "resources: " + table + ", fields: [" + name + "]");
            fields.remove(name);
        }
    }

    private void replace(String table, Map<String, String> fields) {
        String text = any(fields, "string");
        if (!text.isEmpty()) {
            emit("find-replace", "resources: " + table + ", fields: [" + text + "], find: \"1\", replace: \"one\"");
        }
    }

    static Map<String, Integer> counts() {
        return new TreeMap<>();
    }
}

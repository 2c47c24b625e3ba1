package dev.weir.processors;

import dev.weir.descriptor.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Draws the steps that make tables, or take several: joins, groups, sets, tables put behind each other. */
final class RandomTableSteps {
    private final RandomSteps draw;

    RandomTableSteps(RandomSteps draw) {
        this.draw = draw;
    }

    List<String> step(String table, Map<String, Schema> tables) {
        Schema schema = tables.get(table);
        return switch (draw.below(15)) {
            case 0, 1, 2, 3 -> join(table, tables);
            case 4, 5, 6, 7 -> List.of(aggregate(table, schema));
            case 8 -> concatenate(table, tables);
            case 9 -> List.of(pivot(table, schema));
            case 10, 11 -> set(table, schema);
            case 12 -> List.of("rename-resource: {resources: " + table + ", to: " + draw.fresh() + "}");
            case 13 -> tables.size() > 2 ? List.of("delete-resource: {resources: [" + table + "]}") : update(table);
            default -> update(table);
        };
    }

    private List<String> update(String table) {
        return List.of(
                switch (draw.below(3)) {
                    case 0 -> "update-package: {set: {title: \"T " + draw.fresh() + "\"}}";
                    case 1 -> "update-resource: {resources: " + table + ", set: {name: " + draw.fresh() + "}}";
                    default -> "update-resource: {resources: " + table + ", set: {dialect: {delimiter: \";\"}}}";
                });
    }

    private List<String> join(String table, Map<String, Schema> tables) {
        String other = draw.any(List.copyOf(tables.keySet()));
        Schema left = tables.get(table);
        Schema right = tables.get(other);
        String type = draw.any("string", "string", "number", "date", "integer");
        String on = draw.field(left, type) + ": " + draw.field(right, type);
        if (other.equals(table) || on.startsWith(":") || on.endsWith(" ")) {
            return List.of();
        }
        if (draw.below(4) == 0) {
            String more = draw.field(left);
            on += on.startsWith(more + ":") ? "" : ", " + more + ": " + draw.field(right);
        }
        String keep = draw.any("inner", "left", "right", "full", "semi", "anti");
        boolean chooses = keep.equals("semi") || keep.equals("anti");
        String added = chooses ? "" : ", fields: {" + draw.fresh() + ": " + draw.field(right) + "}";
        String delete = draw.below(5) == 0 ? ", delete: true" : "";
        return List.of("join: {resources: " + table + ", with: " + other + ", on: {" + on + "}, keep: " + keep + added
                + delete + "}");
    }

    private String aggregate(String table, Schema schema) {
        String by = draw.by(schema);
        String text = draw.text(schema);
        if (!text.isEmpty() && draw.below(6) == 0) {
            by = "by: [\"UPPER(" + text + ") AS " + draw.fresh() + "\"], ";
        }
        StringBuilder calls = new StringBuilder();
        int count = 1 + draw.below(3);
        for (int i = 0; i < count; i++) {
            calls.append(i == 0 ? "" : ", ").append(draw.fresh() + ": \"" + call(schema) + "\"");
        }
        return "aggregate: {resources: " + table + ", " + by + "fields: {" + calls + "}"
                + (draw.below(4) == 0 ? "" : ", to: " + draw.fresh())
                + (!by.isEmpty() && draw.below(3) == 0 ? ", order: first" : "") + "}";
    }

    private String call(Schema schema) {
        String one = draw.field(schema);
        String number = draw.number(schema);
        String text = draw.text(schema);
        List<String> calls = new ArrayList<>(
                List.of("COUNT(*)", "COUNT(DISTINCT " + one + ")", "MIN(" + one + ")", "MAX(" + one + ")"));
        calls.add("PERCENTILE_DISC(0.3) WITHIN GROUP (ORDER BY " + one + ")");
        calls.add("COUNT(*) FILTER (WHERE " + draw.where(schema) + ")");
        calls.add("BOOL_OR(" + one + " IS NULL)");
        if (draw.below(3) == 0) {
            calls.addAll(List.of("FIRST(" + one + ")", "LAST(" + one + ")"));
            if (!text.isEmpty()) {
                calls.add("LISTAGG(" + text + ", '; ')");
            }
        }
        if (!number.isEmpty()) {
            calls.addAll(List.of("SUM(" + number + ")", "AVG(" + number + ")", "MEDIAN(" + number + ")"));
            calls.addAll(List.of("SUM(DISTINCT " + number + ")", "SUM(" + number + ") / COUNT(*)"));
            calls.add("PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY " + number + " DESC)");
            calls.add("STDDEV_SAMP(" + number + ")");
        }
        return draw.any(calls);
    }

    private String pivot(String table, Schema schema) {
        String number = draw.number(schema);
        String value = number.isEmpty() || draw.below(3) == 0
                ? draw.any("COUNT(*)", "FIRST(" + draw.field(schema) + ")")
                : draw.any("SUM(" + number + ")", "MAX(" + number + ")");
        return "pivot: {resources: " + table + ", " + draw.by(schema) + "name: " + draw.text(schema)
                + ", values: {" + draw.fresh() + ": k1, " + draw.fresh() + ": t2}, value: \"" + value + "\", to: "
                + draw.fresh() + "}";
    }

    private List<String> concatenate(String table, Map<String, Schema> tables) {
        String other = draw.any(List.copyOf(tables.keySet()));
        Schema schema = tables.get(table);
        String to = draw.fresh();
        if (!other.equals(table) && draw.below(2) == 0) {
            return List.of("concatenate: {resources: [" + table + ", " + other + "], to: " + to + "}");
        }
        if (!other.equals(table)) {
            String type = draw.any("string", "number");
            String first = draw.field(schema, type);
            String second = draw.field(tables.get(other), type);
            if (first.isEmpty() || second.isEmpty()) {
                return List.of();
            }
            return List.of("concatenate: {resources: [" + table + ", " + other + "], to: " + to + ", fields: {"
                    + draw.fresh() + ": [" + first + (first.equals(second) ? "" : ", " + second) + "], "
                    + draw.field(schema) + ": []}}");
        }
        String copy = draw.fresh();
        return List.of(
                "duplicate: {resources: " + table + ", to: " + copy + "}",
                "filter-rows: {resources: " + copy + ", where: \"" + draw.where(schema) + "\"}",
                "concatenate: {resources: [" + table + ", " + copy + "], to: " + to + "}");
    }

    /** Rows compared with some of themselves. */
    private List<String> set(String table, Schema schema) {
        String copy = draw.fresh();
        List<String> steps = new ArrayList<>();
        steps.add("duplicate: {resources: " + table + ", to: " + copy + "}");
        steps.add("filter-rows: {resources: " + copy + ", where: \"" + draw.where(schema) + "\"}");
        if (draw.below(2) == 0) {
            String fields = String.join(", ", draw.some(schema));
            steps.add("select-fields: {resources: [" + table + ", " + copy + "], fields: [" + fields + "]}");
        }
        steps.add(draw.any("intersect", "except") + ": {resources: " + table + ", with: " + copy + ", all: "
                + (draw.below(2) == 0) + "}");
        return steps;
    }
}

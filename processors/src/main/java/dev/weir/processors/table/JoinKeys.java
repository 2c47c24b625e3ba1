package dev.weir.processors.table;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Nearest;
import dev.weir.descriptor.Schema;
import dev.weir.process.FlowException;
import dev.weir.process.Options;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key fields of a join: one right field for each left field. */
record JoinKeys(List<String> left, List<String> right) {

    /** The option {@code on}: a name, a list of names, or a map of left names to right names. */
    static JoinKeys of(Options options) {
        Json on = options.get("on");
        if (on instanceof JsonObject map) {
            if (map.properties().isEmpty()) {
                throw options.error("on", "'on' is empty: name the key fields");
            }
            List<String> right = new ArrayList<>();
            map.properties().forEach((left, node) -> {
                String name = node.asText();
                if (name == null) {
                    throw options.error("on", "'on." + left + "' takes the name of a right field, not " + node.kind());
                }
                right.add(name);
            });
            return new JoinKeys(List.copyOf(map.properties().keySet()), right);
        }
        List<String> both = options.texts("on");
        if (both.isEmpty()) {
            throw options.error("on", "'on' is empty: name the key fields");
        }
        return new JoinKeys(both, both);
    }

    /** Checks that the fields are there and comparable. */
    void check(Options options, Schema leftSchema, Schema rightSchema, boolean merged) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            Field a = field(options, leftSchema, left.get(i), "left", findings);
            Field b = field(options, rightSchema, right.get(i), "right", findings);
            if (a != null && b != null && !comparable(a.type(), b.type(), merged)) {
                findings.addAll(options.error(
                                "on",
                                "the left field '" + a.name() + "' is "
                                        + a.type().text() + ", the right field '" + b.name() + "' is "
                                        + b.type().text() + ": set the type of one first")
                        .findings());
            }
        }
        if (!findings.isEmpty()) {
            throw new FlowException(findings);
        }
    }

    private static @Nullable Field field(
            Options options, Schema schema, String name, String side, List<Finding> findings) {
        Field field = schema.field(name);
        if (field == null) {
            findings.addAll(
                    options.error("on", "no " + side + " field '" + name + "'" + Nearest.hint(name, schema.names()))
                            .findings());
        }
        return field;
    }

    /** @param merged whether right keys stand in for left ones in unmatched rows, which asks for one type */
    private static boolean comparable(FieldType a, FieldType b, boolean merged) {
        boolean alike = isNumeric(a) ? isNumeric(b) : isText(a) && isText(b);
        return a == b || (alike && !merged);
    }

    private static boolean isNumeric(FieldType type) {
        return type == FieldType.INTEGER || type == FieldType.NUMBER || type == FieldType.YEAR;
    }

    private static boolean isText(FieldType type) {
        return type == FieldType.STRING || type == FieldType.ANY;
    }
}

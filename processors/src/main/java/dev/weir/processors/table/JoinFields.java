package dev.weir.processors.table;

import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Nearest;
import dev.weir.descriptor.Schema;
import dev.weir.process.FlowException;
import dev.weir.process.Options;
import dev.weir.processors.schema.FieldNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The right fields that a join adds.
 *
 * @param renamed new name to right field, null where they keep their names
 */
record JoinFields(Options options, @Nullable Map<String, String> renamed) {

    static JoinFields of(Options options) {
        Json fields = options.get("fields");
        return new JoinFields(options, fields instanceof JsonObject ? options.names("fields") : null);
    }

    /** New name to right field, in order; by default all right fields but the keys, by their own names. */
    Map<String, String> in(Schema right, List<String> rightKeys) {
        if (renamed != null) {
            List<Finding> findings = new ArrayList<>();
            for (String old : renamed.values()) {
                if (right.indexOf(old) < 0) {
                    findings.addAll(
                            options.error("fields", "no right field '" + old + "'" + Nearest.hint(old, right.names()))
                                    .findings());
                }
            }
            if (!findings.isEmpty()) {
                throw new FlowException(findings);
            }
            return renamed;
        }
        List<String> names = options.has("fields")
                ? new FieldNames(options, "fields").in(right.names())
                : right.names().stream()
                        .filter(name -> !rightKeys.contains(name))
                        .toList();
        Map<String, String> fields = new LinkedHashMap<>();
        names.forEach(name -> fields.put(name, name));
        return fields;
    }
}

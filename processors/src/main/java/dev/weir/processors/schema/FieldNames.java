package dev.weir.processors.schema;

import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.process.FlowException;
import dev.weir.process.Options;
import dev.weir.process.Selector;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Fields that an option names, each by its name or by a regular expression {@code /…/}. */
public record FieldNames(Options options, String option) {

    /** The fields meant, in the order in which the option names them; all that are not there are found at once. */
    public List<String> in(List<String> names) {
        Set<String> selected = new LinkedHashSet<>();
        List<Finding> findings = new ArrayList<>();
        List<String> entries = options.texts(option);
        for (int i = 0; i < entries.size(); i++) {
            try {
                selected.addAll(new Selector(List.of(entries.get(i))).select("field", names));
            } catch (FlowException fault) {
                Json node = options.get(option);
                Json.Place place = node instanceof JsonArray array
                        ? array.items().get(i).place()
                        : node == null ? Json.Place.NONE : node.place();
                String pointer = options.pointer() + "/" + option + (node instanceof JsonArray ? "/" + i : "");
                fault.findings().forEach(f -> findings.add(new Finding(pointer, place, f.message())));
            }
        }
        if (!findings.isEmpty()) {
            throw new FlowException(findings);
        }
        return List.copyOf(selected);
    }
}

package dev.weir.checklist;

import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Nearest;
import dev.weir.report.ErrorCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A checklist from JSON: {@code {"checks": [{"type": …}], "pickErrors": […], "skipErrors": […]}}. */
public final class ChecklistReader {
    private static final List<String> PROPERTIES =
            List.of("name", "title", "description", "checks", "pickErrors", "skipErrors");
    private static final Map<String, Function<Settings, Check>> CHECKS = new LinkedHashMap<>();

    static {
        CHECKS.put("duplicate-row", settings -> new DuplicateRow());
        CHECKS.put("row-constraint", RowConstraint::of);
        CHECKS.put("table-dimensions", TableDimensions::of);
        CHECKS.put("ascii-value", settings -> new AsciiValue());
        CHECKS.put("deviated-value", DeviatedValue::of);
        CHECKS.put("deviated-cell", DeviatedCell::of);
        CHECKS.put("forbidden-value", settings -> ListedValue.of(settings, ErrorCode.FORBIDDEN_VALUE));
        CHECKS.put("required-value", settings -> ListedValue.of(settings, ErrorCode.REQUIRED_VALUE));
        CHECKS.put("sequential-value", SequentialValue::of);
        CHECKS.put("truncated-value", settings -> new TruncatedValue());
    }

    private final List<Finding> findings = new ArrayList<>();

    private ChecklistReader() {}

    /**
     * @param file its name, for messages
     * @throws DescriptorException with all that is wrong
     */
    public static Checklist read(Json json, String file) {
        ChecklistReader reader = new ChecklistReader();
        Checklist checklist = reader.read(json);
        if (!reader.findings.isEmpty()) {
            throw new DescriptorException(file, reader.findings);
        }
        return checklist;
    }

    private Checklist read(Json json) {
        if (!(json instanceof JsonObject object)) {
            add("", json, "a checklist is an object: {\"checks\": [{\"type\": \"duplicate-row\"}]}");
            return Checklist.NONE;
        }
        object.properties().forEach((name, value) -> {
            if (!PROPERTIES.contains(name)) {
                add("/" + name, value, "a checklist has no such property" + Nearest.hint(name, PROPERTIES));
            }
        });
        List<Check> checks = new ArrayList<>();
        List<Json> stated = array(object, "checks");
        for (int i = 0; i < stated.size(); i++) {
            String pointer = "/checks/" + i;
            if (stated.get(i) instanceof JsonObject check) {
                check(check, pointer, checks);
            } else {
                add(pointer, stated.get(i), "a check is an object: {\"type\": \"duplicate-row\"}");
            }
        }
        return new Checklist(checks, errors(object, "pickErrors"), errors(object, "skipErrors"));
    }

    private void check(JsonObject check, String pointer, List<Check> checks) {
        String type = check.text("type", "");
        Function<Settings, Check> maker = CHECKS.get(type);
        if (maker == null) {
            String hint = Nearest.hint(type, CHECKS.keySet());
            String others = hint.isEmpty() ? "; there are: " + String.join(", ", CHECKS.keySet()) : hint;
            add(pointer + "/type", check, "there is no check called \"" + type + "\"" + others);
            return;
        }
        Settings settings = new Settings(check, type, (name, node, message) -> add(pointer + name, node, message));
        Check made = maker.apply(settings);
        settings.end();
        checks.add(made);
    }

    private Set<ErrorCode> errors(JsonObject object, String property) {
        Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
        List<Json> names = array(object, property);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).asText();
            try {
                codes.addAll(ErrorNames.codes(name == null ? "" : name));
            } catch (IllegalArgumentException unknown) {
                add("/" + property + "/" + i, names.get(i), String.valueOf(unknown.getMessage()));
            }
        }
        return codes;
    }

    private List<Json> array(JsonObject object, String property) {
        Json value = object.get(property);
        if (value == null) {
            return List.of();
        }
        if (value instanceof JsonArray array) {
            return array.items();
        }
        add("/" + property, value, property + " is an array, but this is of the kind " + value.kind());
        return List.of();
    }

    private void add(String pointer, Json node, String message) {
        findings.add(new Finding(pointer, node.place(), message));
    }
}

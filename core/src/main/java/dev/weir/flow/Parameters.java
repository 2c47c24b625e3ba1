package dev.weir.flow;

import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonBoolean;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.Nearest;
import dev.weir.descriptor.Pointer;
import dev.weir.process.Options;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts parameters in the place of {@code ${NAME}}: a value that was set, else the flow's own from {@code parameters:}.
 * A text that is nothing but one parameter takes its kind too (a number stays a number).
 */
final class Parameters {
    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_.-]*)}");

    private final Map<String, Json> values = new LinkedHashMap<>();
    private final Map<String, String> set;
    private final Set<String> used = new HashSet<>();
    private final List<Finding> findings;

    /**
     * @param declared the flow's {@code parameters:}; null values have no default
     * @param set what was set from outside
     * @param findings takes what is wrong
     */
    Parameters(JsonObject declared, Map<String, String> set, List<Finding> findings) {
        this.set = set;
        this.findings = findings;
        values.putAll(declared.properties());
        set.forEach((name, text) -> values.put(name, like(declared.get(name), text)));
    }

    /** The text of a value that was set, in the kind of the default that it replaces. */
    private static Json like(@org.jspecify.annotations.Nullable Json declared, String text) {
        if (declared instanceof JsonNumber && text.matches("[-+]?[0-9]{1,18}(\\.[0-9]{1,18})?")) {
            return new JsonNumber(new BigDecimal(text), declared.place());
        }
        if (declared instanceof JsonBoolean && (text.equals("true") || text.equals("false"))) {
            return new JsonBoolean(text.equals("true"), declared.place());
        }
        return Json.of(text);
    }

    /** The node with all its parameters replaced. */
    Json replace(Json node, String pointer) {
        if (node instanceof JsonText text) {
            return replace(text, pointer);
        }
        if (node instanceof JsonArray array) {
            List<Json> items = new ArrayList<>();
            for (Json item : array.items()) {
                items.add(replace(item, pointer + "/" + items.size()));
            }
            return new JsonArray(items, array.place());
        }
        if (node instanceof JsonObject object) {
            Map<String, Json> properties = new LinkedHashMap<>();
            object.properties()
                    .forEach((key, value) -> properties.put(key, replace(value, Pointer.child(pointer, key))));
            return new JsonObject(properties, object.place());
        }
        return node;
    }

    private Json replace(JsonText text, String pointer) {
        Matcher matcher = NAME.matcher(text.value());
        if (!matcher.find()) {
            return text;
        }
        if (matcher.start() == 0 && matcher.end() == text.value().length()) {
            return at(value(matcher.group(1), text, pointer), text.place());
        }
        StringBuilder replaced = new StringBuilder();
        do {
            String value = Options.text(value(matcher.group(1), text, pointer));
            matcher.appendReplacement(replaced, Matcher.quoteReplacement(value == null ? "" : value));
        } while (matcher.find());
        return new JsonText(matcher.appendTail(replaced).toString(), text.place());
    }

    private Json value(String name, JsonText text, String pointer) {
        Json value = values.get(name);
        used.add(name);
        if (value == null) {
            findings.add(new Finding(
                    pointer,
                    text.place(),
                    "no parameter '" + name + "': set it (--set " + name + "=…) or give it a value in 'parameters:'"
                            + Nearest.hint(name, values.keySet())));
            return text;
        }
        if (value instanceof JsonNull) {
            findings.add(new Finding(
                    pointer, text.place(), "parameter '" + name + "' has no value: set it (--set " + name + "=…)"));
            return text;
        }
        return value;
    }

    private static Json at(Json value, Json.Place place) {
        return value instanceof JsonText text
                ? new JsonText(text.value(), place)
                : value instanceof JsonNumber number
                        ? new JsonNumber(number.value(), place)
                        : value instanceof JsonBoolean flag ? new JsonBoolean(flag.value(), place) : value;
    }

    /** A value set from outside that nothing takes is a finding: its name is misspelt. */
    void checkUsed(JsonObject declared) {
        for (String name : set.keySet()) {
            if (!used.contains(name) && !declared.has(name)) {
                Set<String> known = new TreeSet<>(used);
                known.addAll(declared.properties().keySet());
                findings.add(new Finding(
                        "", Json.Place.NONE, "the flow has no parameter '" + name + "'" + Nearest.hint(name, known)));
            }
        }
    }
}

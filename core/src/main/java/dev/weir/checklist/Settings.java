package dev.weir.checklist;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The properties of one check, read by name; what is missing, of another kind or unknown is a finding. */
final class Settings {
    /** Takes what is wrong. */
    interface Findings {
        /** @param pointer of the property within the check, empty for the check */
        void add(String pointer, Json node, String message);
    }

    private final JsonObject check;
    private final String type;
    private final Findings findings;
    private final Set<String> known = new LinkedHashSet<>(List.of("type"));

    Settings(JsonObject check, String type, Findings findings) {
        this.check = check;
        this.type = type;
        this.findings = findings;
    }

    /** A property that has to be there; empty where it is not, which is a finding. */
    String text(String name) {
        Json value = take(name);
        if (value instanceof JsonText text) {
            return text.value();
        }
        findings.add("/" + name, value == null ? check : value, "the check " + type + " needs " + name + ", a string");
        return "";
    }

    String text(String name, List<String> choices) {
        Json value = take(name);
        if (value == null) {
            return choices.get(0);
        }
        String text = value.asText();
        if (text == null || !choices.contains(text)) {
            String hint = text == null ? "" : Nearest.hint(text, choices);
            findings.add("/" + name, value, name + " is one of " + String.join(", ", choices) + hint);
            return choices.get(0);
        }
        return text;
    }

    double number(String name, double otherwise) {
        Json value = take(name);
        if (value == null || value instanceof JsonNumber) {
            return value == null ? otherwise : ((JsonNumber) value).value().doubleValue();
        }
        findings.add("/" + name, value, name + " is a number");
        return otherwise;
    }

    /** A whole number of at least 0, null where there is none. */
    @Nullable
    Long count(String name) {
        Json value = take(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonNumber number
                && number.value().signum() >= 0
                && number.value().stripTrailingZeros().scale() <= 0
                && number.value().precision() < 18) {
            return number.value().longValue();
        }
        findings.add("/" + name, value, name + " is a whole number of at least 0");
        return null;
    }

    /** The items of an array that has to be there. */
    List<Json> items(String name) {
        Json value = take(name);
        if (value instanceof JsonArray array) {
            return array.items();
        }
        findings.add("/" + name, value == null ? check : value, "the check " + type + " needs " + name + ", an array");
        return List.of();
    }

    /** The strings of an array, none where there is none. */
    List<String> texts(String name) {
        if (!check.has(name)) {
            known.add(name);
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Json item : items(name)) {
            if (item instanceof JsonText text) {
                texts.add(text.value());
            } else {
                findings.add("/" + name, item, name + " has strings");
            }
        }
        return texts;
    }

    void problem(String name, String message) {
        Json value = check.get(name);
        findings.add("/" + name, value == null ? check : value, message);
    }

    /** Says what was stated and not read. */
    void end() {
        check.properties().forEach((name, value) -> {
            if (!known.contains(name)) {
                String message = "the check " + type + " has no such property" + Nearest.hint(name, known);
                findings.add("/" + name, value, message);
            }
        });
    }

    private @Nullable Json take(String name) {
        known.add(name);
        return check.get(name);
    }
}

package dev.weir.run;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One sentence of the standard: the words, where they stand, what Weir accepts and what it refuses by them.
 *
 * @param rule what it is about, in a few words, unlike any other
 * @param says the standard's words
 * @param at where, behind https://datapackage.org/
 * @param state {@code done}, {@code read only} or {@code not done}
 * @param note what has to be known besides, or {@code ""}
 */
record Requirement(
        String part,
        String rule,
        String says,
        String at,
        String state,
        String note,
        List<ConformanceCase> accepts,
        List<ConformanceCase> refuses) {

    /** The parts of the standard, each a file of {@code conformance/}, with their titles. */
    static final List<String> PARTS = List.of(
            "descriptor",
            "package",
            "resource",
            "dialect",
            "schema",
            "keys",
            "types",
            "times",
            "constraints",
            "recipes");

    static List<Requirement> all() throws IOException {
        List<Requirement> all = new ArrayList<>();
        for (String part : PARTS) {
            try (InputStream in = Requirement.class.getResourceAsStream("/conformance/" + part + ".yaml")) {
                Json json = YamlReader.read(in.readAllBytes(), part + ".yaml");
                for (Json item : ((JsonArray) json).items()) {
                    all.add(of(part, (JsonObject) item));
                }
            }
        }
        return all;
    }

    private static Requirement of(String part, JsonObject json) {
        String rule = text(json, "rule");
        return new Requirement(
                part,
                rule,
                text(json, "says"),
                text(json, "at"),
                json.text("state", "done"),
                json.text("note", ""),
                cases(json, "accepts", rule),
                cases(json, "refuses", rule));
    }

    private static String text(JsonObject json, String name) {
        if (!(json.get(name) instanceof JsonText text)) {
            throw new IllegalArgumentException("a requirement has no \"" + name + "\": " + json);
        }
        return text.value().strip();
    }

    private static List<ConformanceCase> cases(JsonObject json, String name, String rule) {
        List<ConformanceCase> cases = new ArrayList<>();
        for (JsonObject each : json.objects(name)) {
            cases.add(new ConformanceCase(rule + ", " + name + ' ' + (cases.size() + 1), each));
        }
        return cases;
    }
}

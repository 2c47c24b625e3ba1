package dev.weir.run;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes docs/standard.md of the requirements and their cases: one row a requirement. */
final class StandardPage {
    private static final String SITE = "https://datapackage.org/";
    private static final int MOST_CHARACTERS = 80;
    private static final int MOST_CELLS = 4;

    private static final Map<String, String> TITLES = new LinkedHashMap<>();

    static {
        TITLES.put("descriptor", "Descriptors, profiles and paths");
        TITLES.put("package", "Data Package");
        TITLES.put("resource", "Data Resource");
        TITLES.put("dialect", "Table Dialect");
        TITLES.put("schema", "Table Schema: fields, labels, missing values");
        TITLES.put("keys", "Table Schema: keys");
        TITLES.put("types", "Table Schema: types");
        TITLES.put("times", "Table Schema: dates, times and durations");
        TITLES.put("constraints", "Table Schema: constraints");
        TITLES.put("recipes", "Recipes");
    }

    private StandardPage() {}

    static String page(List<Requirement> requirements) {
        StringBuilder page = new StringBuilder("# The standard, row by row\n\n");
        page.append(
                "What the Data Package standard asks for, version 2 with its notes on versions 0 and 1, and what Weir"
                        + " does. Each row is made\nof the conformance tests, which run these cases and more through the real"
                        + " reader: one that is accepted, one that is refused.\n`read only`: Weir takes it from a descriptor but"
                        + " does not act on it.\n\n");
        page.append("| state | requirements |\n|---|---|\n");
        for (String state : List.of("done", "read only", "not done")) {
            long count = requirements.stream()
                    .filter(each -> each.state().equals(state))
                    .count();
            page.append("| ").append(state).append(" | ").append(count).append(" |\n");
        }
        TITLES.forEach((part, title) -> {
            page.append("\n## ").append(title).append("\n\n");
            page.append("| requirement | the standard | accepted | refused | state |\n|---|---|---|---|---|\n");
            for (Requirement each : requirements) {
                if (each.part().equals(part)) {
                    page.append(row(each)).append('\n');
                }
            }
        });
        return page.toString();
    }

    private static String row(Requirement each) {
        String note = each.note().isEmpty() ? "" : "; " + text(each.note());
        return "| [" + text(each.rule()) + "](" + SITE + each.at() + ") | " + text(each.says()) + " | "
                + first(each.accepts()) + " | " + first(each.refuses()) + " | " + each.state() + note + " |";
    }

    private static String first(List<ConformanceCase> cases) {
        return cases.isEmpty() ? "" : shown(cases.get(0).json());
    }

    private static String shown(JsonObject json) {
        for (String list : List.of("cells", "values")) {
            if (json.get(list) instanceof JsonArray array) {
                List<String> cells = new ArrayList<>();
                for (Json item : array.items()
                        .subList(0, Math.min(MOST_CELLS, array.items().size()))) {
                    Json cell =
                            list.equals("values") ? ((JsonArray) item).items().get(0) : item;
                    cells.add(cell instanceof JsonText text && !text.value().isBlank() ? text.value() : compact(cell));
                }
                return code(String.join("  ", cells)) + " under " + code(compact(json.object("field")));
            }
        }
        for (String noun : List.of("package", "field", "schema", "dialect", "resource", "files")) {
            if (json.has(noun)) {
                String data = json.has("data") ? code(json.text("data").strip().replace("\n", "⏎")) + " under " : "";
                return data + code(compact(json.get(noun)));
            }
        }
        return code(json.has("data") ? json.text("data").strip().replace("\n", "⏎") : compact(json));
    }

    private static String compact(Json json) {
        return json instanceof JsonText text ? text.value() : JsonWriter.compact(json);
    }

    private static String code(String text) {
        String line =
                text.replace("\n", "⏎").replace("\r", "␍").replace("\t", "⇥").replace("`", "'");
        String shown = line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) + "…" : line;
        return '`' + shown.replace("|", "\\|") + '`';
    }

    private static String text(String text) {
        return text.replace("|", "\\|").replace("<", "\\<").replace("*", "\\*").replace("\n", " ");
    }
}

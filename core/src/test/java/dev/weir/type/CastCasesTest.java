package dev.weir.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonBoolean;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Geopoint;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The published cases of one field and one cell: {@code cases/cast.jsonl} of the shared folder. */
class CastCasesTest {
    @Test
    void everyCaseHasItsVerdict() throws IOException {
        Path file = SharedFolder.find("cases/cast.jsonl");
        assumeTrue(file != null, "cases/cast.jsonl of the shared folder is not here");
        List<String> failures = new ArrayList<>();
        int count = 0;
        for (String line : Files.readAllLines(file)) {
            JsonObject test = (JsonObject) JsonReader.read(line.getBytes(StandardCharsets.UTF_8), "case");
            String failure = isOfNoCategory(test) ? null : failure(test);
            if (failure != null) {
                failures.add(test.text("id") + ": " + failure + " in " + line);
            }
            count++;
        }
        assertEquals(List.of(), failures);
        assertTrue(count >= 100, "only " + count + " cases");
    }

    /** Such a cell is cast; that it is of no category is found when constraints are checked: see SharedCasesTest. */
    private static boolean isOfNoCategory(JsonObject test) {
        return "ERROR".equals(test.text("expected")) && test.object("options").has("categories");
    }

    private static String failure(JsonObject test) {
        JsonObject json = JsonObject.EMPTY.with("name", "f").with("type", test.text("type"));
        json = json.with("format", test.text("format"));
        for (Map.Entry<String, Json> option :
                test.object("options").properties().entrySet()) {
            json = json.with(option.getKey(), option.getValue());
        }
        Field field = new Field(json);
        Json expected = test.get("expected");
        if (!CellType.problems(field).isEmpty()) {
            return expected.equals(Json.of("ERROR")) ? null : "problems " + CellType.problems(field);
        }
        CellType type = CellType.of(field, MissingValue.DEFAULT);
        Json input = test.get("input");
        CastResult result = test.text("physical").equals("text") ? type.castText(input.asText()) : type.castJson(input);
        if (expected instanceof JsonText verdict) {
            boolean right = verdict.value().equals("NULL") ? result instanceof CastResult.Missing : result.isBad();
            return right ? null : "got " + result;
        }
        Object wanted = value(type, ((JsonObject) expected).get("value"));
        Object got = result.valueOrNull();
        return isSame(wanted, got) ? null : "wanted " + wanted + ", got " + result;
    }

    private static boolean isSame(Object wanted, Object got) {
        if (wanted instanceof BigDecimal a && got instanceof Long b) {
            return a.compareTo(BigDecimal.valueOf(b)) == 0;
        }
        if (wanted instanceof List<?> a && got instanceof List<?> b) {
            if (a.size() != b.size()) {
                return false;
            }
            for (int i = 0; i < a.size(); i++) {
                if (!isSame(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return wanted instanceof BigDecimal a && got instanceof BigDecimal b ? a.compareTo(b) == 0 : wanted.equals(got);
    }

    private static Object value(CellType type, Json node) {
        if (node instanceof JsonArray array && type.type.text().equals("yearmonth")) {
            return YearMonth.of(whole(array.items().get(0)), whole(array.items().get(1)));
        }
        if (node instanceof JsonArray array && type.type.text().equals("geopoint")) {
            return new Geopoint(
                    number(array.items().get(0)), number(array.items().get(1)));
        }
        if (node instanceof JsonArray array && type.type.text().equals("list")) {
            return array.items().stream().map(item -> value(type, item)).toList();
        }
        if (node instanceof JsonObject object && object.get("$number") != null) {
            return switch (object.text("$number")) {
                case "NaN" -> Double.NaN;
                case "INF" -> Double.POSITIVE_INFINITY;
                case "-INF" -> Double.NEGATIVE_INFINITY;
                default -> number(object);
            };
        }
        if (node instanceof JsonObject object && object.properties().size() == 1) {
            String text = object.properties().values().iterator().next().asText();
            Field standard = Field.of("f", type.type);
            return CellType.of(standard, List.of()).castText(text).valueOrNull();
        }
        if (node instanceof JsonText text) {
            return text.value();
        }
        if (node instanceof JsonBoolean flag) {
            return flag.value();
        }
        return node instanceof JsonNumber ? number(node) : node;
    }

    private static int whole(Json node) {
        return ((JsonNumber) node).value().intValueExact();
    }

    private static BigDecimal number(Json node) {
        return node instanceof JsonObject object ? new BigDecimal(object.text("$number")) : ((JsonNumber) node).value();
    }
}

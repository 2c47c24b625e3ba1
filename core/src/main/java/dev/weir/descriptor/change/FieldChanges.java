package dev.weir.descriptor.change;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between two descriptions of one field. */
final class FieldChanges {
    /** How a field spells its values, with what is meant where nothing is stated. */
    private static final Map<String, Json> READING = Map.of(
            "decimalChar", Json.of("."),
            "groupChar", Json.of(""),
            "bareNumber", Json.of(true),
            "delimiter", Json.of(","),
            "itemType", Json.of("string"),
            "trueValues", JsonArray.ofTexts(List.of("true", "True", "TRUE", "1")),
            "falseValues", JsonArray.ofTexts(List.of("false", "False", "FALSE", "0")));

    private static final Set<String> KNOWN = Set.of(
            "name",
            "id",
            "type",
            "format",
            "constraints",
            "missingValues",
            "categories",
            "decimalChar",
            "groupChar",
            "bareNumber",
            "delimiter",
            "itemType",
            "trueValues",
            "falseValues");

    private FieldChanges() {}

    /** @param pointer of the field in the newer descriptor */
    static void add(Differences differences, String pointer, JsonObject before, JsonObject after) {
        String what = "field '" + name(after) + "'";
        text(differences, pointer, what, "type", "any", before, after, ChangeKind.TYPE);
        text(differences, pointer, what, "format", "default", before, after, ChangeKind.FORMAT);
        ConstraintChanges.add(
                differences,
                Pointer.child(pointer, "constraints"),
                what + ": ",
                before.object("constraints"),
                after.object("constraints"));
        categories(differences, pointer, what, before.get("categories"), after.get("categories"));
        for (String property : Differences.properties(before, after)) {
            Json meant = READING.get(property);
            Json older = before.get(property);
            Json newer = after.get(property);
            boolean differs = meant == null
                    ? property.equals("missingValues") && !Objects.equals(older, newer)
                    : !(older == null ? meant : older).equals(newer == null ? meant : newer);
            if (differs) {
                differences.changed(
                        Pointer.child(pointer, property), ChangeKind.READING, what + ": " + property, older, newer);
            }
        }
        differences.metadata(pointer, what + ": ", before, after, KNOWN);
    }

    /** What a field is called: its name, else its {@code id}. */
    static String name(JsonObject field) {
        return field.text("name", field.text("id", ""));
    }

    private static void text(
            Differences differences,
            String pointer,
            String what,
            String property,
            String meant,
            JsonObject before,
            JsonObject after,
            ChangeKind kind) {
        String older = text(before, property, meant);
        String newer = text(after, property, meant);
        if (!older.equals(newer)) {
            differences.add(
                    Pointer.child(pointer, property),
                    kind,
                    what + ": " + property + " is now " + newer + ", was " + older);
        }
    }

    /** What a type or format comes to: the old {@code fmt:} prefix of a format means nothing. */
    private static String text(JsonObject field, String property, String meant) {
        String text = field.text(property, meant);
        return property.equals("format") && text.startsWith("fmt:") ? text.substring(4) : text;
    }

    private static void categories(
            Differences differences, String pointer, String what, @Nullable Json before, @Nullable Json after) {
        if (Objects.equals(before, after)) {
            return;
        }
        ChangeKind kind = ConstraintChanges.values(categoryValues(before), categoryValues(after));
        differences.changed(
                Pointer.child(pointer, "categories"),
                kind == null ? ChangeKind.METADATA : kind,
                what + ": categories",
                before,
                after);
    }

    /** The values of a list of categories without their labels. */
    private static @Nullable Json categoryValues(@Nullable Json categories) {
        if (!(categories instanceof JsonArray array)) {
            return null;
        }
        List<Json> values = new ArrayList<>();
        for (Json item : array.items()) {
            Json value = item instanceof JsonObject object ? object.get("value") : item;
            values.add(value == null ? new JsonText("", Json.Place.NONE) : value);
        }
        return JsonArray.of(values);
    }
}

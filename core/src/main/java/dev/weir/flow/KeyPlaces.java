package dev.weir.flow;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds where a key stands in the text of a flow file: nodes know where their value begins, not their key. */
final class KeyPlaces {
    /** Where there is no text: the place of the value. */
    static final KeyPlaces NONE = new KeyPlaces("");

    private final String[] lines;

    KeyPlaces(String text) {
        this.lines = text.split("\n", -1);
    }

    /** The place of {@code key} before its value, or that of the value where it is not found. */
    Json.Place of(String key, Json value) {
        Json.Place place = value.place();
        int column = place.column() - 1;
        for (int line = Math.min(place.line(), lines.length); line > 0 && line > place.line() - 20; line--) {
            String text = lines[line - 1];
            int at = before(text, key, column < 0 ? text.length() : column);
            if (at >= 0) {
                return new Json.Place(line, at + 1);
            }
            column = -1;
        }
        return place;
    }

    /** The tree with the place of each quoted text moved behind its quote, so that columns within it can be counted. */
    Json inside(Json node) {
        if (node instanceof JsonText text) {
            Json.Place place = text.place();
            boolean known = place.line() > 0 && place.line() <= lines.length;
            String line = known ? lines[place.line() - 1] : "";
            int at = place.column() - 1;
            boolean quoted = known && at < line.length() && (line.charAt(at) == '"' || line.charAt(at) == '\'');
            return quoted ? new JsonText(text.value(), new Json.Place(place.line(), at + 2)) : text;
        }
        if (node instanceof JsonArray array) {
            return new JsonArray(array.items().stream().map(this::inside).toList(), array.place());
        }
        if (node instanceof JsonObject object) {
            Map<String, Json> properties = new LinkedHashMap<>();
            object.properties().forEach((name, value) -> properties.put(name, inside(value)));
            return new JsonObject(properties, object.place());
        }
        return node;
    }

    private static int before(String text, String key, int end) {
        for (int at = text.lastIndexOf(key, end); at >= 0; at = at == 0 ? -1 : text.lastIndexOf(key, at - 1)) {
            int behind = at + key.length();
            boolean quoted = at > 0 && (text.charAt(at - 1) == '"' || text.charAt(at - 1) == '\'');
            if (quoted) {
                behind++;
            }
            while (behind < text.length() && text.charAt(behind) == ' ') {
                behind++;
            }
            boolean starts = at == 0 || quoted || " {,-".indexOf(text.charAt(at - 1)) >= 0;
            if (starts && behind < text.length() && text.charAt(behind) == ':' && behind <= end) {
                return quoted ? at - 1 : at;
            }
        }
        return -1;
    }
}

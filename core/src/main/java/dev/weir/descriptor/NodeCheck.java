package dev.weir.descriptor;

import dev.weir.descriptor.Json.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One node under check: what it is, where it is, and where its findings go. */
final class NodeCheck {
    private final Json json;
    private final String pointer;
    private final Sink sink;

    private record Sink(boolean trusted, FieldRule rule, List<Finding> errors, List<Finding> warnings) {}

    private NodeCheck(Json json, String pointer, Sink sink) {
        this.json = json;
        this.pointer = pointer;
        this.sink = sink;
    }

    static NodeCheck root(Json json, boolean trusted, FieldRule rule) {
        return new NodeCheck(json, "", new Sink(trusted, rule, new ArrayList<>(), new ArrayList<>()));
    }

    Checked checked() {
        return new Checked(sink.errors(), sink.warnings());
    }

    String pointer() {
        return pointer;
    }

    Json json() {
        return json;
    }

    /** The node as an object; the caller has asked {@link #isObject} or got it from {@link #items}. */
    JsonObject object() {
        return json instanceof JsonObject object ? object : JsonObject.EMPTY;
    }

    boolean trusted() {
        return sink.trusted();
    }

    FieldRule rule() {
        return sink.rule();
    }

    void error(String message) {
        sink.errors().add(new Finding(pointer, json.place(), message));
    }

    void warning(String message) {
        sink.warnings().add(new Finding(pointer, json.place(), message));
    }

    /** An error about a property that is not there, at the pointer it would have. */
    void missing(String name, String message) {
        Place place = json.place();
        sink.errors().add(new Finding(Pointer.child(pointer, name), place, message));
    }

    /** The property {@code name}, or null where it is not there. */
    @Nullable
    NodeCheck property(String name) {
        Json value = object().get(name);
        return value == null ? null : new NodeCheck(value, Pointer.child(pointer, name), sink);
    }

    /** The property {@code name}; where it is not there, an error and null. */
    @Nullable
    NodeCheck required(String name, String message) {
        NodeCheck value = property(name);
        if (value == null) {
            missing(name, message);
        }
        return value;
    }

    NodeCheck item(int index) {
        return new NodeCheck(((JsonArray) json).items().get(index), Pointer.child(pointer, "" + index), sink);
    }

    /** Whether the node is an object; if not, an error. */
    boolean isObject(String what) {
        return isKind(json instanceof JsonObject, what, "an object");
    }

    boolean isText(String what) {
        return isKind(json instanceof JsonText, what, "a string");
    }

    private boolean isKind(boolean right, String what, String kind) {
        if (!right) {
            wrongKind(what, kind);
        }
        return right;
    }

    void wrongKind(String what, String kind) {
        boolean quotes = kind.equals("a string") && (json instanceof JsonNumber || json instanceof JsonBoolean);
        error(what + " must be " + kind + " but is " + shown() + (quotes ? ": put it in quotes" : ""));
    }

    /** The text, for a message; else the JSON of the node, shortened. */
    String shown() {
        String text = json instanceof JsonObject
                ? "an object"
                : json instanceof JsonArray array && !array.items().isEmpty() ? "an array" : JsonWriter.compact(json);
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    /** The items of an array, or null with an error where the node is none or, if asked for one, empty. */
    @Nullable
    List<NodeCheck> items(String what, boolean nonEmpty) {
        if (!(json instanceof JsonArray array)) {
            wrongKind(what, "an array");
            return null;
        }
        if (nonEmpty && array.items().isEmpty()) {
            error(what + " must have at least one item but is empty");
            return null;
        }
        List<NodeCheck> items = new ArrayList<>();
        for (int i = 0; i < array.items().size(); i++) {
            items.add(item(i));
        }
        return items;
    }

    /** The string property {@code name}, or null where it is not there or, with an error, of another kind. */
    @Nullable
    String text(String name) {
        NodeCheck value = property(name);
        if (value == null) {
            return null;
        }
        if (!(value.json instanceof JsonText text)) {
            value.wrongKind('"' + name + '"', "a string");
            return null;
        }
        return text.value();
    }

    void texts(String... names) {
        for (String name : names) {
            text(name);
        }
    }

    /** An error where the property is there and no boolean. */
    void flag(String name) {
        NodeCheck value = property(name);
        if (value != null && !(value.json instanceof JsonBoolean)) {
            value.wrongKind('"' + name + '"', "true or false");
        }
    }

    /** The property as an array of strings; its items where all is right, else null. */
    @Nullable
    List<String> textList(String name, boolean nonEmpty) {
        NodeCheck value = property(name);
        if (value == null) {
            return null;
        }
        List<NodeCheck> items = value.items('"' + name + '"', nonEmpty);
        return items == null ? null : allTexts(items, '"' + name + '"');
    }

    static @Nullable List<String> allTexts(List<NodeCheck> items, String what) {
        List<String> texts = new ArrayList<>();
        for (NodeCheck item : items) {
            String text = item.json.asText();
            if (text == null) {
                item.wrongKind("Each item of " + what, "a string");
            } else {
                texts.add(text);
            }
        }
        return texts.size() == items.size() ? texts : null;
    }

    /** An error where the property is a string but none of {@code allowed}. */
    void oneOf(String name, Collection<String> allowed) {
        NodeCheck value = property(name);
        String text = text(name);
        if (value != null && text != null && !allowed.contains(text)) {
            value.error('"' + name + "\" is " + value.shown() + " but must be one of " + String.join(", ", allowed)
                    + Nearest.hint(text, allowed));
        }
    }

    /** An error where the property is no fully qualified URL and no safe relative path. */
    void location(String name) {
        String text = text(name);
        NodeCheck value = property(name);
        if (text != null && value != null) {
            value.location();
        }
    }

    void location() {
        String text = json.asText();
        String problem = text == null || trusted() ? null : DataPath.problem(text);
        if (problem != null) {
            error(problem);
        }
    }
}

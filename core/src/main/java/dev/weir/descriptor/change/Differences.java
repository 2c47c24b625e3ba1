package dev.weir.descriptor.change;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the changes of one resource, or of the package itself, in the order in which they are found. */
final class Differences {
    /** A value longer than this says nothing in a sentence. */
    private static final int LONGEST = 40;

    private final List<Change> found = new ArrayList<>();
    private final String resource;

    Differences(String resource) {
        this.resource = resource;
    }

    List<Change> found() {
        return found;
    }

    void add(String pointer, ChangeKind kind, String words) {
        found.add(new Change(pointer, kind, resource, words));
    }

    /** Says that a value is another one: {@code what is now new, was old}. */
    void changed(String pointer, ChangeKind kind, String what, @Nullable Json before, @Nullable Json after) {
        add(pointer, kind, what + ' ' + words(before, after));
    }

    /** Every property that differs and is none of {@code known}: words about the data. */
    void metadata(String pointer, String what, JsonObject before, JsonObject after, Set<String> known) {
        for (String property : properties(before, after)) {
            Json older = before.get(property);
            Json newer = after.get(property);
            if (!known.contains(property) && !Objects.equals(older, newer)) {
                changed(Pointer.child(pointer, property), ChangeKind.METADATA, what + property, older, newer);
            }
        }
    }

    /** The properties of both, those of the newer first. */
    static Set<String> properties(JsonObject before, JsonObject after) {
        Set<String> names = new LinkedHashSet<>(after.properties().keySet());
        names.addAll(before.properties().keySet());
        return names;
    }

    static String words(@Nullable Json before, @Nullable Json after) {
        String older = value(before);
        String newer = value(after);
        if (after == null) {
            return isLong(older) ? "is gone" : "is gone, was " + older;
        } else if (before == null) {
            return isLong(newer) ? "is added" : "is now " + newer;
        }
        return isLong(older) || isLong(newer) ? "has changed" : "is now " + newer + ", was " + older;
    }

    private static boolean isLong(String value) {
        return value.length() > LONGEST || value.indexOf('\n') >= 0;
    }

    private static String value(@Nullable Json value) {
        return value instanceof JsonText text
                ? "'" + text.value() + "'"
                : value == null ? "" : JsonWriter.compact(value);
    }
}

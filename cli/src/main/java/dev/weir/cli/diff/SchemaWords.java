package dev.weir.cli.diff;

import dev.weir.compare.SchemaChange;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonWriter;
import org.jspecify.annotations.Nullable;

/** A difference of descriptors in words. */
final class SchemaWords {
    private static final int SHOWN = 60;

    private SchemaWords() {}

    /** What it is about: {@code orders.amount}; empty for the package itself. */
    static String place(SchemaChange change) {
        String resource = change.resource() == null ? "" : change.resource();
        return change.field() == null ? resource : resource + "." + change.field();
    }

    /** What is different: {@code type integer → number}. */
    static String what(SchemaChange change) {
        return switch (change.kind()) {
            case RESOURCE_ADDED, FIELD_ADDED -> "added";
            case RESOURCE_REMOVED, FIELD_REMOVED -> "removed";
            case RESOURCE_RENAMED, FIELD_RENAMED ->
                "renamed from " + text(change.before()) + ", confidence " + change.confidence();
            case FIELD_MOVED -> "moved from position " + text(change.before()) + " to " + text(change.after());
            case DATA -> "other bytes";
            case DATA_MISSING ->
                "no rows to compare" + missing("before", change.before()) + missing("after", change.after());
            default -> property(change);
        };
    }

    private static String missing(String side, @Nullable Json note) {
        return note == null ? "" : "; " + side + ", " + note.asText();
    }

    private static String property(SchemaChange change) {
        if (change.before() == null) {
            return change.property() + " added: " + text(change.after());
        }
        return change.after() == null
                ? change.property() + " removed: " + text(change.before())
                : change.property() + " " + text(change.before()) + " → " + text(change.after());
    }

    private static String text(@Nullable Json value) {
        if (value == null) {
            return "";
        }
        String text = value.asText();
        String all = text != null ? text : JsonWriter.compact(value);
        String line = all.replace("\n", "\\n");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}

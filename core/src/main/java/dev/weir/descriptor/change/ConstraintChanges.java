package dev.weir.descriptor.change;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonBoolean;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.Pointer;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a field's constraints take more or less than before. What cannot be told (another pattern, a limit of another
 * length in the time types) counts as more restrictive: who relied on the old one has to look.
 */
final class ConstraintChanges {
    private static final Set<String> FLAGS = Set.of("required", "unique");
    private static final Set<String> LEAST = Set.of("minimum", "exclusiveMinimum", "minLength");
    private static final Set<String> MOST = Set.of("maximum", "exclusiveMaximum", "maxLength");
    private static final Set<String> TEXTS = Set.of("pattern", "jsonSchema");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,100}(\\.[0-9]{1,100})?");

    private ConstraintChanges() {}

    /**
     * Adds what differs.
     *
     * @param pointer of the constraints
     * @param what the beginning of the sentence: {@code field 'price': }
     */
    static void add(
            Differences differences,
            String pointer,
            String what,
            @Nullable JsonObject before,
            @Nullable JsonObject after) {
        JsonObject older = before == null ? JsonObject.EMPTY : before;
        JsonObject newer = after == null ? JsonObject.EMPTY : after;
        for (String name : Differences.properties(older, newer)) {
            ChangeKind kind = kind(name, older.get(name), newer.get(name));
            if (kind != null) {
                differences.changed(Pointer.child(pointer, name), kind, what + name, older.get(name), newer.get(name));
            }
        }
    }

    /** What a change from {@code before} to {@code after} is, or null where both take the same values. */
    private static @Nullable ChangeKind kind(String name, @Nullable Json before, @Nullable Json after) {
        if (FLAGS.contains(name)) {
            return flag(isTrue(before), isTrue(after));
        } else if (Objects.equals(before, after)) {
            return null;
        } else if (LEAST.contains(name)) {
            return limit(before, after, 1);
        } else if (MOST.contains(name)) {
            return limit(before, after, -1);
        } else if (name.equals("enum")) {
            return values(before, after);
        } else if (TEXTS.contains(name)) {
            return after == null ? ChangeKind.CONSTRAINT_LOOSENED : ChangeKind.CONSTRAINT_TIGHTENED;
        }
        return ChangeKind.METADATA; // a property that the standard does not know restricts nothing
    }

    private static @Nullable ChangeKind flag(boolean before, boolean after) {
        return before == after ? null : after ? ChangeKind.CONSTRAINT_TIGHTENED : ChangeKind.CONSTRAINT_LOOSENED;
    }

    private static boolean isTrue(@Nullable Json value) {
        return value instanceof JsonBoolean flag ? flag.value() : value instanceof JsonText text && isTrue(text);
    }

    private static boolean isTrue(JsonText text) {
        return text.value().toLowerCase(Locale.ROOT).equals("true");
    }

    /** @param tightens the sign of (after - before) that takes less */
    private static @Nullable ChangeKind limit(@Nullable Json before, @Nullable Json after, int tightens) {
        if (after == null) {
            return ChangeKind.CONSTRAINT_LOOSENED;
        }
        Integer order = before == null ? null : compare(before, after);
        if (order == null) {
            return ChangeKind.CONSTRAINT_TIGHTENED;
        } else if (order == 0) {
            return null;
        }
        return order > 0 == tightens > 0 ? ChangeKind.CONSTRAINT_LOOSENED : ChangeKind.CONSTRAINT_TIGHTENED;
    }

    /** The order of two limits: as numbers, or as texts of one length, which the times of ISO 8601 are; null else. */
    private static @Nullable Integer compare(Json before, Json after) {
        BigDecimal older = number(before);
        BigDecimal newer = number(after);
        if (older != null && newer != null) {
            return older.compareTo(newer);
        }
        String earlier = before.asText();
        String later = after.asText();
        return earlier == null || later == null || earlier.length() != later.length()
                ? null
                : (Integer) earlier.compareTo(later);
    }

    private static @Nullable BigDecimal number(Json value) {
        if (value instanceof JsonNumber number) {
            return number.value();
        }
        String text = value.asText();
        return text != null && NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    /** Of a list of values, none of which means that every value is taken. */
    static @Nullable ChangeKind values(@Nullable Json before, @Nullable Json after) {
        if (!(after instanceof JsonArray newer)) {
            return ChangeKind.CONSTRAINT_LOOSENED;
        } else if (!(before instanceof JsonArray older)) {
            return ChangeKind.CONSTRAINT_TIGHTENED;
        } else {
            Set<Json> had = new HashSet<>(older.items());
            Set<Json> has = new HashSet<>(newer.items());
            if (had.equals(has)) {
                return null;
            }
            return has.containsAll(had) ? ChangeKind.CONSTRAINT_LOOSENED : ChangeKind.CONSTRAINT_TIGHTENED;
        }
    }
}

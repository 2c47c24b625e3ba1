package dev.weir.numbering;

import dev.weir.descriptor.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How the recipe is read where it says nothing, by name: what each option takes, and its default.
 *
 * <p>Immutable. The names are those of {@code dump: {numbering: {…}}}.
 */
public final class NumberingOptions {
    /** Rows that no foreign key of the package points to are gone. */
    public static final String ROWS_REMOVED = "rows-removed";

    /** Rows of a table that a foreign key points to are gone. */
    public static final String REFERENCED_ROWS_REMOVED = "referenced-rows-removed";

    /** A field is added: {@code by-name} for readers who find fields by their names, which is minor. */
    public static final String FIELD_ADDED = "field-added";

    /** Values are the same and written in another way. */
    public static final String TEXT_ONLY = "text-only";

    /** Rows are the same and stand in another order. */
    public static final String ORDER_ONLY = "order-only";

    /** Keys, missing values, dialect or encoding have changed, and with them what is read. */
    public static final String READING = "reading";

    /** At least half of the rows of a table are restated. */
    public static final String MASS_RESTATEMENT = "mass-restatement";

    private static final String BY_NAME = "by-name";
    private static final List<String> BUMPS = List.of("none", "patch", "minor", "major");
    private static final Map<String, String> DEFAULTS = new TreeMap<>(Map.of(
            ROWS_REMOVED, "minor",
            REFERENCED_ROWS_REMOVED, "major",
            FIELD_ADDED, "major",
            TEXT_ONLY, "patch",
            ORDER_ONLY, "none",
            READING, "major",
            MASS_RESTATEMENT, "patch"));

    public static final NumberingOptions DEFAULT = new NumberingOptions(DEFAULTS);

    private final Map<String, String> values;

    private NumberingOptions(Map<String, String> values) {
        this.values = values;
    }

    /** The names of all options, sorted. */
    public static Set<String> names() {
        return DEFAULTS.keySet();
    }

    /** The values that an option of this name takes. */
    public static List<String> allowed(String name) {
        return name.equals(FIELD_ADDED) ? List.of("major", BY_NAME) : BUMPS;
    }

    /**
     * These options with one set.
     *
     * @throws IllegalArgumentException where there is none of this name, or it does not take this value
     */
    public NumberingOptions with(String name, String value) {
        if (!DEFAULTS.containsKey(name)) {
            throw new IllegalArgumentException(
                    "there is no numbering option '" + name + "'" + Nearest.hint(name, new ArrayList<>(names())));
        } else if (!allowed(name).contains(value)) {
            throw new IllegalArgumentException(
                    name + " takes " + String.join(", ", allowed(name)) + ", not '" + value + "'");
        }
        Map<String, String> changed = new TreeMap<>(values);
        changed.put(name, value);
        return new NumberingOptions(changed);
    }

    /** What an option asks for. */
    Bump bump(String name) {
        String value = values.getOrDefault(name, "");
        return value.equals(BY_NAME) ? Bump.MINOR : Bump.valueOf(value.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return values.toString();
    }
}

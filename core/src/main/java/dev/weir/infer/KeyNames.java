package dev.weir.infer;

import java.util.Set;

/** Names of fields that rows are known by. */
public final class KeyNames {
    private static final Set<String> WORDS =
            Set.of("id", "key", "code", "uuid", "guid", "symbol", "number", "no", "nr");

    private KeyNames() {}

    /** Whether a field of this name may be what rows are known by. */
    public static boolean isKey(String name) {
        for (String word : NameHint.words(name)) {
            if (WORDS.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a field's name says that its values are keys of another table: that of the key itself, if it is more than
     * {@code id}, or that of the table with or without that of the key ({@code customer}, {@code customer_id}).
     */
    public static boolean refers(String field, String table, String key) {
        String name = plain(field);
        String other = plain(table);
        String one = other.endsWith("ies")
                ? other.substring(0, other.length() - 3) + "y"
                : other.endsWith("s") ? other.substring(0, other.length() - 1) : other;
        String own = plain(key);
        boolean sameName = name.equals(own) && own.length() > 2 && !WORDS.contains(own);
        return sameName || name.equals(one) || name.equals(other) || name.equals(one + own) || name.equals(other + own);
    }

    private static String plain(String name) {
        return String.join("", NameHint.words(name));
    }
}

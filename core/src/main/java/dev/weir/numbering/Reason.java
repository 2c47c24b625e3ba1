package dev.weir.numbering;

/**
 * Why a version number goes up, or why it need not.
 *
 * @param resource what it is about, {@code ""} for the package itself
 */
public record Reason(Bump bump, String resource, String words) {
    /** Reads what {@link #toString} wrote; the resource is then a part of the words. */
    public static Reason parse(String text) {
        for (Bump bump : Bump.values()) {
            if (text.startsWith(bump.text() + ": ")) {
                return new Reason(bump, "", text.substring(bump.text().length() + 2));
            }
        }
        return new Reason(Bump.NONE, "", text);
    }

    /** The resource and the words: {@code orders: 12 rows added}. */
    public String sentence() {
        return resource.isEmpty() ? words : resource + ": " + words;
    }

    /** The sentence with its bump, as {@code log} and {@code diff} list it: {@code minor: orders: 12 rows added}. */
    @Override
    public String toString() {
        return bump.text() + ": " + sentence();
    }
}

package dev.weir.numbering;

import java.util.Locale;

/** Which part of a version number goes up, the least first. */
public enum Bump {
    /** The recipe asks for nothing: the same rows in another order, a file that has moved. */
    NONE,
    /** Values were corrected, or words about the data. */
    PATCH,
    /** Data was added, or what was refused before is now taken; who reads the data reads on. */
    MINOR,
    /** Who reads the data has something to change. */
    MAJOR;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The bump as options and reports spell it. */
    public String text() {
        return text;
    }

    /** Reads what {@link #text} gives; of another text none. */
    public static Bump of(String text) {
        for (Bump bump : values()) {
            if (bump.text.equals(text)) {
                return bump;
            }
        }
        return NONE;
    }

    /** The greater of two. */
    public Bump and(Bump other) {
        return compareTo(other) < 0 ? other : this;
    }
}

package dev.weir.process;

/**
 * An option of a step.
 *
 * @param summary half a sentence for help and docs
 */
public record Option(String name, Kind kind, boolean required, String summary) {

    /** What an option takes. */
    public enum Kind {
        TEXT("text"),
        TEXTS("name or list of names"),
        FLAG("true or false"),
        INTEGER("whole number"),
        EXPRESSION("SQL expression"),
        EXPRESSIONS("SQL expression or list of them"),
        /** A map of names to texts. */
        NAMES("map of names"),
        /** Any JSON value. */
        JSON("any value");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}

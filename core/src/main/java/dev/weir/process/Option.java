package dev.weir.process;

import java.util.List;

/**
 * An option of a step.
 *
 * @param summary half a sentence for help and docs
 * @param choices the texts that it takes; empty: any
 */
public record Option(String name, Kind kind, boolean required, String summary, List<String> choices) {

    public Option {
        choices = List.copyOf(choices);
    }

    public Option(String name, Kind kind, boolean required, String summary) {
        this(name, kind, required, summary, List.of());
    }

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
        /** A map of names to SQL expressions. */
        NAMED_EXPRESSIONS("map of names to SQL expressions"),
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

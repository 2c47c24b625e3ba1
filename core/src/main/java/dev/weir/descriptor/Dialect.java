package dev.weir.descriptor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Table Dialect, with its defaults filled in. Spec: https://datapackage.org/standard/table-dialect/ */
public final class Dialect {
    public static final Dialect DEFAULT = new Dialect(JsonObject.EMPTY);

    private final JsonObject json;

    public Dialect(JsonObject json) {
        this.json = json;
    }

    public JsonObject json() {
        return json;
    }

    public boolean header() {
        return json.flag("header", true);
    }

    /** The rows that make up the header, from 1; none where {@link #header()} is false. */
    public List<Integer> headerRows() {
        return header() ? json.array("headerRows") == null ? List.of(1) : integers("headerRows") : List.of();
    }

    public String headerJoin() {
        return json.text("headerJoin", " ");
    }

    /** Rows to drop, from 1, counted over the whole table. */
    public List<Integer> commentRows() {
        return integers("commentRows");
    }

    public @Nullable String commentChar() {
        return json.text("commentChar");
    }

    public String delimiter() {
        return json.text("delimiter", ",");
    }

    /** The terminator that the descriptor states, or null: then LF, CRLF and CR are all taken. */
    public @Nullable String lineTerminator() {
        return json.text("lineTerminator");
    }

    /** The quote, {@code "} by default; null where an escape character takes its place or it is stated as empty. */
    public @Nullable String quoteChar() {
        String quote = json.text("quoteChar");
        return quote != null ? quote.isEmpty() ? null : quote : escapeChar() != null ? null : "\"";
    }

    public boolean doubleQuote() {
        return json.flag("doubleQuote", true);
    }

    public @Nullable String escapeChar() {
        return json.text("escapeChar");
    }

    public @Nullable String nullSequence() {
        return json.text("nullSequence");
    }

    public boolean skipInitialSpace() {
        return json.flag("skipInitialSpace", false);
    }

    /** Where the rows are in JSON data. */
    public @Nullable String property() {
        return json.text("property");
    }

    public @Nullable String itemType() {
        return json.text("itemType");
    }

    public List<String> itemKeys() {
        return json.texts("itemKeys");
    }

    private List<Integer> integers(String name) {
        List<Integer> numbers = new ArrayList<>();
        JsonArray array = json.array(name);
        if (array != null) {
            for (Json item : array.items()) {
                if (item instanceof JsonNumber number) {
                    numbers.add(number.value().intValue());
                }
            }
        }
        return numbers;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Dialect dialect && json.equals(dialect.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }
}

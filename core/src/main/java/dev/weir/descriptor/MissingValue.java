package dev.weir.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A physical text that means null, with the label that says why, where one is given. */
public record MissingValue(String value, @Nullable String label) {

    @Override
    public boolean equals(@Nullable Object other) { // by hand: a record's own is linked anew in each process
        return other instanceof MissingValue missing
                && value.equals(missing.value)
                && Objects.equals(label, missing.label);
    }

    @Override
    public int hashCode() {
        return 31 * value.hashCode() + Objects.hashCode(label);
    }

    /** What counts as missing where a schema says nothing: the empty text. */
    public static final List<MissingValue> DEFAULT = List.of(new MissingValue("", null));

    static @Nullable List<MissingValue> listOf(@Nullable Json node) {
        if (!(node instanceof JsonArray array)) {
            return null;
        }
        List<MissingValue> values = new ArrayList<>();
        for (Json item : array.items()) {
            if (item instanceof JsonText text) {
                values.add(new MissingValue(text.value(), null));
            } else if (item instanceof JsonObject object && object.get("value") instanceof JsonText text) {
                values.add(new MissingValue(text.value(), object.text("label")));
            }
        }
        return List.copyOf(values);
    }
}

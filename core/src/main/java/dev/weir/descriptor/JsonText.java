package dev.weir.descriptor;

/** A string of a descriptor. */
public record JsonText(String value, Place place) implements Json {
    @Override
    public String kind() {
        return "string";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonText text && value.equals(text.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}

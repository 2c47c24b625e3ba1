package dev.weir.descriptor;

/** A boolean of a descriptor. */
public record JsonBoolean(boolean value, Place place) implements Json {
    @Override
    public String kind() {
        return "boolean";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonBoolean node && value == node.value;
    }

    @Override
    public int hashCode() {
        return Boolean.hashCode(value);
    }
}

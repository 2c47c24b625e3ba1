package dev.weir.descriptor;

/** The null of a descriptor. */
public record JsonNull(Place place) implements Json {
    @Override
    public String kind() {
        return "null";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonNull;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}

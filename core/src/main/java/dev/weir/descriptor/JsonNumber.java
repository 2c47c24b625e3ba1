package dev.weir.descriptor;

import java.math.BigDecimal;

/** A number of a descriptor, exact. */
public record JsonNumber(BigDecimal value, Place place) implements Json {
    @Override
    public String kind() {
        return "number";
    }

    /** Whether the number has no fraction: 1, 1.0 and 1e2 have none. */
    public boolean isInteger() {
        return value.signum() == 0
                || value.scale() <= 0
                || value.stripTrailingZeros().scale() <= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonNumber number && value.compareTo(number.value) == 0;
    }

    @Override
    public int hashCode() {
        return value.stripTrailingZeros().hashCode();
    }
}

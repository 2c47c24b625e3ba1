package dev.weir.row;

import java.math.BigDecimal;

/** A point: longitude and latitude in degrees, in this order. */
public record Geopoint(BigDecimal longitude, BigDecimal latitude) implements Comparable<Geopoint> {
    public Geopoint {
        longitude = longitude.signum() == 0 ? BigDecimal.ZERO : longitude.stripTrailingZeros();
        latitude = latitude.signum() == 0 ? BigDecimal.ZERO : latitude.stripTrailingZeros();
    }

    @Override
    public int compareTo(Geopoint other) {
        int order = longitude.compareTo(other.longitude);
        return order != 0 ? order : latitude.compareTo(other.latitude);
    }
}

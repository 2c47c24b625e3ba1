package dev.weir.expression;

import dev.weir.descriptor.FieldType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type of a CAST: the Table Schema type that it means.
 *
 * @param sql canonical spelling
 * @param digits all digits of a DECIMAL, or the length of a CHARACTER; -1 where none was given
 * @param scale digits behind the point that a DECIMAL is rounded to and written with; -1 where none was given
 * @param zone of a TIMESTAMP: whether WITH TIME ZONE
 */
record SqlType(String sql, FieldType type, int digits, int scale, boolean zone) {
    private static final Map<String, FieldType> NAMES = Map.ofEntries(
            Map.entry("VARCHAR", FieldType.STRING),
            Map.entry("CHAR", FieldType.STRING),
            Map.entry("CHARACTER", FieldType.STRING),
            Map.entry("TEXT", FieldType.STRING),
            Map.entry("STRING", FieldType.STRING),
            Map.entry("CLOB", FieldType.STRING),
            Map.entry("INTEGER", FieldType.INTEGER),
            Map.entry("INT", FieldType.INTEGER),
            Map.entry("BIGINT", FieldType.INTEGER),
            Map.entry("SMALLINT", FieldType.INTEGER),
            Map.entry("TINYINT", FieldType.INTEGER),
            Map.entry("HUGEINT", FieldType.INTEGER),
            Map.entry("DECIMAL", FieldType.NUMBER),
            Map.entry("DEC", FieldType.NUMBER),
            Map.entry("NUMERIC", FieldType.NUMBER),
            Map.entry("NUMBER", FieldType.NUMBER),
            Map.entry("DOUBLE", FieldType.NUMBER),
            Map.entry("REAL", FieldType.NUMBER),
            Map.entry("FLOAT", FieldType.NUMBER),
            Map.entry("BOOLEAN", FieldType.BOOLEAN),
            Map.entry("BOOL", FieldType.BOOLEAN),
            Map.entry("DATE", FieldType.DATE),
            Map.entry("TIME", FieldType.TIME),
            Map.entry("TIMESTAMP", FieldType.DATETIME),
            Map.entry("TIMESTAMPTZ", FieldType.DATETIME),
            Map.entry("DATETIME", FieldType.DATETIME),
            Map.entry("INTERVAL", FieldType.DURATION),
            Map.entry("DURATION", FieldType.DURATION),
            Map.entry("YEAR", FieldType.YEAR),
            Map.entry("YEARMONTH", FieldType.YEARMONTH),
            Map.entry("ANY", FieldType.ANY),
            Map.entry("OBJECT", FieldType.OBJECT),
            Map.entry("ARRAY", FieldType.ARRAY),
            Map.entry("LIST", FieldType.LIST),
            Map.entry("GEOPOINT", FieldType.GEOPOINT),
            Map.entry("GEOJSON", FieldType.GEOJSON));

    static @Nullable FieldType named(String upper) {
        return NAMES.get(upper);
    }

    static java.util.Set<String> names() {
        return NAMES.keySet();
    }

    /** The canonical SQL name of a field type. */
    static String sql(FieldType type) {
        return switch (type) {
            case STRING -> "VARCHAR";
            case NUMBER -> "DECIMAL";
            case DATETIME -> "TIMESTAMP";
            case DURATION -> "INTERVAL";
            default -> type.name();
        };
    }
}

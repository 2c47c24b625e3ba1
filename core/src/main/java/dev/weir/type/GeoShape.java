package dev.weir.type;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The structure of GeoJSON (RFC 7946) and TopoJSON (its specification 1.0) objects: types, members, and how deep
 * coordinates nest. A linear ring is closed and has four positions; empty coordinates are allowed, as the RFC lets them be
 * read as no geometry. Other members are free.
 */
final class GeoShape {
    private GeoShape() {}

    static boolean isGeojson(JsonObject object) {
        return switch (object.text("type", "")) {
            case "Feature" -> isFeature(object);
            case "FeatureCollection" -> hasBox(object) && isArrayOf(object.get("features"), GeoShape::isFeatureNode);
            default -> isGeometry(object);
        };
    }

    private static boolean isFeatureNode(Json node) {
        return node instanceof JsonObject object && object.text("type", "").equals("Feature") && isFeature(object);
    }

    private static boolean isFeature(JsonObject feature) {
        Json geometry = feature.get("geometry");
        Json properties = feature.get("properties");
        Json id = feature.get("id");
        return (geometry instanceof JsonNull || geometry != null && isGeometry(geometry))
                && (properties instanceof JsonNull || properties instanceof JsonObject)
                && (id == null || id instanceof JsonText || id instanceof JsonNumber)
                && hasBox(feature);
    }

    private static boolean isGeometry(Json node) {
        if (!(node instanceof JsonObject geometry) || !hasBox(geometry)) {
            return false;
        }
        Json coordinates = geometry.get("coordinates");
        return switch (geometry.text("type", "")) {
            case "Point" -> isEmpty(coordinates) || isPosition(coordinates);
            case "MultiPoint" -> isArrayOf(coordinates, GeoShape::isPosition);
            case "LineString" -> isEmpty(coordinates) || isLine(coordinates);
            case "MultiLineString" -> isArrayOf(coordinates, GeoShape::isLine);
            case "Polygon" -> isPolygon(coordinates);
            case "MultiPolygon" -> isArrayOf(coordinates, GeoShape::isPolygon);
            case "GeometryCollection" -> isArrayOf(geometry.get("geometries"), GeoShape::isGeometry);
            default -> false;
        };
    }

    private static boolean isEmpty(@Nullable Json node) {
        return node instanceof JsonArray array && array.items().isEmpty();
    }

    /** "Implementations SHOULD NOT extend positions beyond three elements": TopoJSON lets them. */
    private static boolean isPosition(@Nullable Json node) {
        return node instanceof JsonArray array && array.items().size() <= 3 && isTopoPosition(node);
    }

    private static boolean isTopoPosition(@Nullable Json node) {
        return node instanceof JsonArray array
                && array.items().size() >= 2
                && isArrayOf(array, item -> item instanceof JsonNumber);
    }

    private static boolean isLine(@Nullable Json node) {
        return node instanceof JsonArray array && array.items().size() >= 2 && isArrayOf(array, GeoShape::isPosition);
    }

    private static boolean isPolygon(@Nullable Json node) {
        return isArrayOf(node, GeoShape::isRing);
    }

    private static boolean isRing(Json node) {
        if (!isLine(node)) {
            return false;
        }
        List<Json> positions = ((JsonArray) node).items();
        return positions.size() >= 4 && positions.get(0).equals(positions.get(positions.size() - 1));
    }

    private static boolean hasBox(JsonObject object) {
        Json box = object.get("bbox");
        return box == null
                || box instanceof JsonArray array
                        && array.items().size() >= 4
                        && array.items().size() % 2 == 0
                        && isArrayOf(array, item -> item instanceof JsonNumber);
    }

    private static boolean isArrayOf(@Nullable Json node, Predicate<Json> item) {
        return node instanceof JsonArray array && array.items().stream().allMatch(item);
    }

    /** A topology, or one of the geometries that stand in one. */
    static boolean isTopojson(JsonObject object) {
        return object.text("type", "").equals("Topology") ? isTopology(object) : isTopoGeometry(object);
    }

    private static boolean isTopology(JsonObject topology) {
        JsonObject objects = topology.object("objects");
        return objects != null
                && objects.properties().values().stream().allMatch(GeoShape::isTopoGeometry)
                && isArrayOf(topology.get("arcs"), GeoShape::isTopoLine)
                && hasTransform(topology)
                && hasBox(topology);
    }

    private static boolean isTopoLine(Json node) {
        return node instanceof JsonArray array
                && array.items().size() >= 2
                && isArrayOf(array, GeoShape::isTopoPosition);
    }

    private static boolean hasTransform(JsonObject topology) {
        Json transform = topology.get("transform");
        return transform == null
                || transform instanceof JsonObject object
                        && isPair(object.get("scale"))
                        && isPair(object.get("translate"));
    }

    private static boolean isPair(@Nullable Json node) {
        return isPosition(node)
                && node instanceof JsonArray pair
                && pair.items().size() == 2;
    }

    private static boolean isTopoGeometry(Json node) {
        if (!(node instanceof JsonObject geometry) || !hasBox(geometry)) {
            return false;
        }
        if (geometry.get("type") instanceof JsonNull) {
            return true;
        }
        Json arcs = geometry.get("arcs");
        return switch (geometry.text("type", "")) {
            case "Point" -> isTopoPosition(geometry.get("coordinates"));
            case "MultiPoint" -> isArrayOf(geometry.get("coordinates"), GeoShape::isTopoPosition);
            case "LineString" -> isArcs(arcs);
            case "MultiLineString", "Polygon" -> isArrayOf(arcs, GeoShape::isArcs);
            case "MultiPolygon" -> isArrayOf(arcs, polygon -> isArrayOf(polygon, GeoShape::isArcs));
            case "GeometryCollection" -> isArrayOf(geometry.get("geometries"), GeoShape::isTopoGeometry);
            default -> false;
        };
    }

    private static boolean isArcs(@Nullable Json node) {
        return isArrayOf(node, item -> item instanceof JsonNumber number && number.isInteger());
    }
}

package dev.weir.convert;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a descriptor in the words of version 2: what version 1 said in others, by the standard's notes on compatibility.
 * A descriptor that is of version 2 already stays as it is. Spec: https://datapackage.org/overview/changelog/
 */
final class ToVersion2 {
    static final String PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json";
    private static final List<String> KNOWN = List.of("data-package", "tabular-data-package");

    private final Consumer<Loss> losses;
    /** Whether a field without a type is text, as version 1 says, not of any type. */
    private final boolean typed;

    ToVersion2(JsonObject descriptor, Consumer<Loss> losses) {
        this.losses = losses;
        this.typed = descriptor.has("profile") || descriptor.text("$schema", "").contains("/profiles/1.0/");
    }

    /** The package's own properties; its resources are not looked at. */
    JsonObject dataPackage(JsonObject json) {
        String schema = json.text("$schema");
        String profile = json.text("profile");
        JsonObject changed = json;
        if (schema == null || schema.contains("/profiles/1.0/")) {
            boolean own = profile != null && !KNOWN.contains(profile) && profile.contains("://");
            boolean known = profile != null && profile.contains("specs.frictionlessdata.io/schemas/");
            if (profile != null && !own && !KNOWN.contains(profile)) {
                losses.accept(new Loss(
                        "package", "the profile \"" + profile + "\" is dropped: version 2 knows none of this name"));
            }
            String now = profile != null && own && !known ? profile : PROFILE;
            changed = Placed.first(changed, "$schema", Json.of(now));
        }
        changed = changed.without("profile");
        JsonArray people = changed.array("contributors");
        if (people != null) {
            List<Json> now = new ArrayList<>();
            for (Json person : people.items()) {
                now.add(person instanceof JsonObject object ? contributor(object) : person);
            }
            changed = changed.with("contributors", JsonArray.of(now));
        }
        return changed;
    }

    private static JsonObject contributor(JsonObject person) {
        String role = person.text("role");
        return role == null
                ? person
                : Placed.instead(
                        person,
                        List.of("role"),
                        "roles",
                        person.has("roles") ? person.get("roles") : JsonArray.ofTexts(List.of(role)));
    }

    JsonObject resource(JsonObject json) {
        JsonObject changed = json.has("path") ? json : Placed.instead(json, List.of("url"), "path", json.get("url"));
        String place = json.text("name", "a resource");
        String profile = changed.text("profile");
        if (profile != null) {
            boolean table = profile.equals("tabular-data-resource") || profile.endsWith("/tabular-data-resource.json");
            if (!table && !profile.equals("data-resource") && !profile.endsWith("/data-resource.json")) {
                losses.accept(new Loss(place, "the profile \"" + profile + "\" is dropped: version 2 has none here"));
            }
            changed = Placed.instead(
                    changed, List.of("profile", "type"), "type", table ? Json.of("table") : changed.get("type"));
        }
        JsonObject dialect = changed.object("dialect");
        if (dialect != null) {
            if (dialect.flag("caseSensitiveHeader", false)) {
                losses.accept(new Loss(
                        place, "the dialect's caseSensitiveHeader is dropped: version 2 has no such property"));
            }
            changed = changed.with("dialect", dialect.without("csvddfVersion").without("caseSensitiveHeader"));
        }
        JsonObject schema = changed.object("schema");
        return schema == null ? changed : changed.with("schema", schema(schema));
    }

    private JsonObject schema(JsonObject json) {
        JsonObject changed = json;
        if (json.get("primaryKey") instanceof JsonText key) {
            changed = changed.with("primaryKey", JsonArray.of(List.of(key)));
        }
        JsonArray keys = json.array("foreignKeys");
        if (keys != null) {
            changed = changed.with(
                    "foreignKeys",
                    JsonArray.of(
                            keys.objects().stream().map(ToVersion2::foreignKey).toList()));
        }
        List<Json> fields = new ArrayList<>();
        for (JsonObject field : json.objects("fields")) {
            fields.add(field(field));
        }
        return changed.with("fields", JsonArray.of(fields));
    }

    private static JsonObject foreignKey(JsonObject key) {
        JsonObject changed = array(key, "fields");
        JsonObject reference = changed.object("reference");
        if (reference == null) {
            return changed;
        }
        JsonObject other = array(reference, "fields");
        return changed.with("reference", other.text("resource", "x").isEmpty() ? other.without("resource") : other);
    }

    private static JsonObject array(JsonObject json, String name) {
        @Nullable Json value = json.get(name);
        return value instanceof JsonText text ? json.with(name, JsonArray.of(List.of(text))) : json;
    }

    private JsonObject field(JsonObject field) {
        JsonObject changed = field;
        String format = field.text("format", "");
        if (format.startsWith("fmt:")) {
            changed = changed.with("format", format.substring(4));
        }
        return typed && !field.has("type") ? changed.with("type", "string") : changed;
    }
}

package dev.weir.convert;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes packages and resources in the words of version 1, as far as it has them; schemas are {@link SchemaToVersion1}'s.
 * Spec: https://specs.frictionlessdata.io/
 */
final class ToVersion1 {
    private static final List<String> ROLES = List.of("author", "publisher", "maintainer", "wrangler", "contributor");

    private final Consumer<Loss> losses;
    private final Map<String, String> names = new HashMap<>();

    /** @param descriptor the whole package: names of resources that version 1 does not take get others */
    ToVersion1(JsonObject descriptor, Consumer<Loss> losses) {
        this.losses = losses;
        Set<String> taken = new HashSet<>();
        for (JsonObject resource : descriptor.objects("resources")) {
            String name = resource.text("name", "");
            String plain = plain(name);
            String free = plain;
            for (int i = 2; !taken.add(free); i++) {
                free = plain + "-" + i;
            }
            if (names.putIfAbsent(name, free) == null && !free.equals(name)) {
                losses.accept(new Loss(
                        name.isEmpty() ? "a resource" : name,
                        "the name is now \"" + free + "\": version 1 takes a-z, 0-9, \".\", \"_\" and \"-\" only"));
            }
        }
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            boolean kept = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-';
            plain.append(kept || c == '/' ? c : '-');
        }
        return plain.length() == 0 ? "resource" : plain.toString();
    }

    /** What a resource is now called. */
    String name(String resource) {
        return names.getOrDefault(resource, resource);
    }

    /** The package's own properties; {@code tabular} says whether all of its resources are tables. */
    JsonObject dataPackage(JsonObject json, boolean tabular) {
        String schema = json.text("$schema", "");
        boolean own = !schema.isEmpty() && !schema.contains("datapackage.org/profiles/");
        String profile = own ? schema : tabular ? "tabular-data-package" : "data-package";
        JsonObject changed = json;
        if (!json.has("profile") || json.has("$schema")) {
            changed = Placed.first(json.without("$schema"), "profile", Json.of(profile));
        }
        String name = json.text("name");
        if (name != null && !plain(name).equals(name)) {
            losses.accept(new Loss(
                    "package",
                    "the name \"" + name + "\" is now \"" + plain(name)
                            + "\": version 1 takes a-z, 0-9, \".\", \"_\" and \"-\" only"));
            changed = changed.with("name", plain(name));
        }
        changed = people(changed, "contributors", "package");
        return people(changed, "sources", "package");
    }

    private JsonObject people(JsonObject json, String property, String place) {
        JsonArray people = json.array(property);
        if (people == null) {
            return json;
        }
        List<Json> now = new ArrayList<>();
        int number = 1;
        for (JsonObject person : people.objects()) {
            String where = place + ", " + property + " " + number++;
            now.add(property.equals("sources") ? source(person, where) : contributor(person, where));
        }
        return json.with(property, JsonArray.of(now));
    }

    private JsonObject source(JsonObject source, String place) {
        JsonObject changed = titled(source, source.text("path", source.text("email", "source")), place);
        return drop(changed, "version", place, "version 1 has none for a source");
    }

    private JsonObject contributor(JsonObject person, String place) {
        String full = (person.text("givenName", "") + " " + person.text("familyName", "")).strip();
        String name = person.text("organization", person.text("email", person.text("path", "contributor")));
        boolean said = person.text("title", "").isEmpty() && !full.isEmpty();
        JsonObject changed = said ? Placed.first(person, "title", Json.of(full)) : titled(person, name, place);
        if (said) {
            losses.accept(new Loss(place, "givenName and familyName are one title now: version 1 has no other name"));
        }
        for (String part : List.of("givenName", "familyName")) {
            changed = said ? changed.without(part) : drop(changed, part, place, "version 1 has one name, the title");
        }
        List<String> roles = person.texts("roles");
        String role = roles.stream().filter(ROLES::contains).findFirst().orElse("contributor");
        List<String> others =
                roles.stream().filter(other -> !other.equals(role)).toList();
        if (!others.isEmpty()) {
            losses.accept(new Loss(
                    place,
                    "has the role " + role + " now, not " + String.join(", ", others) + ": version 1 has one role of "
                            + String.join(", ", ROLES)));
        }
        return roles.isEmpty() ? changed : Placed.instead(changed, List.of("roles", "role"), "role", Json.of(role));
    }

    private JsonObject titled(JsonObject json, String title, String place) {
        if (!json.text("title", "").isEmpty()) {
            return json;
        }
        losses.accept(new Loss(place, "gets the title \"" + title + "\": version 1 requires one"));
        return Placed.first(json, "title", Json.of(title));
    }

    JsonObject drop(JsonObject json, String property, String place, String why) {
        Json value = json.get(property);
        if (value == null) {
            return json;
        }
        losses.accept(new Loss(place, property + " is dropped: " + why));
        return json.without(property);
    }

    /**
     * A resource's properties but its schema and dialect.
     *
     * @param table whether it is a table with a schema
     */
    JsonObject resource(JsonObject json, boolean table) {
        String place = json.text("name", "a resource");
        JsonObject changed = json.without("$schema");
        if (changed.has("name")) {
            String name = name(place);
            if (!name.equals(place) && !changed.has("title")) {
                changed = Placed.instead(changed, List.of(), "title", Json.of(place));
            }
            changed = changed.with("name", name);
        }
        changed = changed.has("path") ? changed : Placed.instead(changed, List.of("url"), "path", changed.get("url"));
        if (changed.has("type") && !table) {
            losses.accept(new Loss(place, "type is dropped: version 1 knows tables with a schema only"));
        }
        Json profile = table ? Json.of("tabular-data-resource") : changed.get("profile");
        changed = Placed.instead(changed, List.of("type"), "profile", profile);
        return people(changed, "sources", place);
    }
}

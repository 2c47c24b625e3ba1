package dev.weir.compare;

import dev.weir.compare.SchemaChange.Kind;
import dev.weir.delta.IncreasingRun;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between two descriptors; a property with its default is as one that is not there. */
final class SchemaComparison {
    /** Where another value is but a consequence of other data. */
    private static final Set<String> FOLLOWS = Set.of("bytes", "hash", "logicalHash", "stats");

    private static final Set<String> LEXICAL = Set.of(
            "decimalChar",
            "groupChar",
            "bareNumber",
            "trueValues",
            "falseValues",
            "delimiter",
            "itemType",
            "categories",
            "categoriesOrdered");
    private static final JsonArray DEFAULT_MISSING = JsonArray.ofTexts(List.of(""));

    private final List<SchemaChange> changes = new ArrayList<>();

    List<SchemaChange> changes() {
        return changes;
    }

    void add(
            Kind kind,
            @Nullable String resource,
            @Nullable String field,
            String property,
            @Nullable Json before,
            @Nullable Json after) {
        changes.add(new SchemaChange(kind, resource, field, property, before, after, 1));
    }

    /** The properties of the packages themselves. */
    void ofPackages(JsonObject before, JsonObject after) {
        ofProperties(Kind.METADATA, null, null, before, after, Set.of("resources", "$schema", "profile"));
    }

    /** Two resources that are one. */
    void ofResources(Resource before, Resource after, String name, double confidence) {
        String old = before.json().text("name");
        String now = after.json().text("name");
        if (!Objects.equals(old, now)) {
            changes.add(new SchemaChange(Kind.RESOURCE_RENAMED, name, null, "name", text(old), text(now), confidence));
        }
        ofProperties(
                Kind.DIALECT,
                name,
                null,
                before.dialect().json(),
                after.dialect().json(),
                Set.of("$schema"));
        String encoding = encoding(before);
        if (!encoding.equals(encoding(after))) {
            add(
                    Kind.ENCODING,
                    name,
                    null,
                    "encoding",
                    before.json().get("encoding"),
                    after.json().get("encoding"));
        }
        Set<String> done =
                Set.of("name", "schema", "dialect", "encoding", "path", "data", "profile", "$schema", "type");
        ofProperties(Kind.METADATA, name, null, before.json(), after.json(), done);
        if (!paths(before).equals(paths(after))) {
            add(
                    Kind.METADATA,
                    name,
                    null,
                    "path",
                    before.json().get("path"),
                    after.json().get("path"));
        }
    }

    /** Paths without the number of the version that wrote them. */
    private static List<String> paths(Resource resource) {
        return resource.paths().stream()
                .map(path -> path.replaceFirst("^data/[0-9]+/", "data/"))
                .toList();
    }

    private static String encoding(Resource resource) {
        String stated = resource.encoding();
        String name = stated == null ? "utf-8" : stated.toLowerCase(Locale.ROOT);
        return name.equals("utf8") ? "utf-8" : name;
    }

    private static @Nullable Json text(@Nullable String text) {
        return text == null ? null : Json.of(text);
    }

    /** Two schemas of one resource; {@code renamed} says which field of the second is which of the first. */
    void ofSchemas(Schema before, Schema after, String resource, Map<String, FieldRenames.Renamed> renamed) {
        List<Integer> places = new ArrayList<>();
        List<Field> stayed = new ArrayList<>();
        for (Field field : after.fields()) {
            FieldRenames.Renamed from = renamed.get(field.name());
            int at = before.indexOf(from == null ? field.name() : from.before());
            if (from != null) {
                changes.add(new SchemaChange(
                        Kind.FIELD_RENAMED,
                        resource,
                        field.name(),
                        "name",
                        Json.of(from.before()),
                        Json.of(field.name()),
                        from.confidence()));
            }
            if (at < 0) {
                add(Kind.FIELD_ADDED, resource, field.name(), "name", null, Json.of(field.name()));
            } else {
                places.add(at);
                stayed.add(field);
                ofFields(before.field(at), field, resource);
            }
        }
        for (Field field : before.fields()) {
            boolean isRenamed =
                    renamed.values().stream().anyMatch(from -> from.before().equals(field.name()));
            if (after.indexOf(field.name()) < 0 && !isRenamed) {
                add(Kind.FIELD_REMOVED, resource, field.name(), "name", Json.of(field.name()), null);
            }
        }
        moved(before, after, resource, places, stayed);
        ofKeys(before, after, resource);
    }

    private void moved(Schema before, Schema after, String resource, List<Integer> places, List<Field> stayed) {
        long[] from = places.stream().mapToLong(Integer::longValue).toArray();
        long[] ones = new long[from.length];
        Arrays.fill(ones, 1);
        boolean[] stays = IncreasingRun.of(from, ones);
        for (int i = 0; i < stays.length; i++) {
            if (!stays[i]) {
                Field field = stayed.get(i);
                long now = after.indexOf(field.name()) + 1;
                add(Kind.FIELD_MOVED, resource, field.name(), "position", Json.of(from[i] + 1), Json.of(now));
            }
        }
    }

    private void ofFields(Field before, Field after, String resource) {
        String name = after.name();
        if (before.type() != after.type()) {
            add(Kind.FIELD_RETYPED, resource, name, "type", typeOf(before), typeOf(after));
        }
        if (!before.format().equals(after.format())) {
            add(Kind.FIELD_RETYPED, resource, name, "format", Json.of(before.format()), Json.of(after.format()));
        }
        JsonObject old = before.json();
        JsonObject now = after.json();
        ofProperties(Kind.CONSTRAINT, resource, name, object(old, "constraints"), object(now, "constraints"), Set.of());
        Set<String> done = Set.of("name", "type", "format", "constraints");
        for (String property : names(old, now, done)) {
            Kind kind = property.equals("missingValues")
                    ? Kind.MISSING_VALUES
                    : LEXICAL.contains(property) ? Kind.FIELD_RETYPED : Kind.METADATA;
            ofProperty(kind, resource, name, property, old.get(property), now.get(property));
        }
    }

    private static Json typeOf(Field field) {
        return Json.of(field.type().name().toLowerCase(Locale.ROOT));
    }

    private static JsonObject object(JsonObject json, String property) {
        JsonObject object = json.object(property);
        return object == null ? JsonObject.EMPTY : object;
    }

    private void ofKeys(Schema before, Schema after, String resource) {
        ofList(resource, "primaryKey", before.primaryKey().equals(after.primaryKey()), before, after);
        ofList(resource, "uniqueKeys", before.uniqueKeys().equals(after.uniqueKeys()), before, after);
        ofList(resource, "foreignKeys", before.foreignKeys().equals(after.foreignKeys()), before, after);
        Json old = before.json().get("missingValues");
        Json now = after.json().get("missingValues");
        if (!Objects.equals(old == null ? DEFAULT_MISSING : old, now == null ? DEFAULT_MISSING : now)) {
            add(Kind.MISSING_VALUES, resource, null, "missingValues", old, now);
        }
        ofProperty(
                Kind.CONSTRAINT,
                resource,
                null,
                "fieldsMatch",
                before.json().get("fieldsMatch"),
                after.json().get("fieldsMatch"));
        Set<String> done = Set.of(
                "fields",
                "primaryKey",
                "uniqueKeys",
                "foreignKeys",
                "missingValues",
                "fieldsMatch",
                "$schema",
                "profile");
        ofProperties(Kind.METADATA, resource, null, before.json(), after.json(), done);
    }

    private void ofList(String resource, String property, boolean same, Schema before, Schema after) {
        if (!same) {
            add(
                    Kind.KEY,
                    resource,
                    null,
                    property,
                    before.json().get(property),
                    after.json().get(property));
        }
    }

    private void ofProperties(
            Kind kind,
            @Nullable String resource,
            @Nullable String field,
            JsonObject before,
            JsonObject after,
            Set<String> done) {
        for (String property : names(before, after, done)) {
            ofProperty(kind, resource, field, property, before.get(property), after.get(property));
        }
    }

    private static Set<String> names(JsonObject before, JsonObject after, Set<String> done) {
        Set<String> names = new LinkedHashSet<>(after.properties().keySet());
        names.addAll(before.properties().keySet());
        names.removeAll(done);
        names.removeAll(FOLLOWS);
        return names;
    }

    private void ofProperty(
            Kind kind,
            @Nullable String resource,
            @Nullable String field,
            String property,
            @Nullable Json before,
            @Nullable Json after) {
        if (!Objects.equals(before, after)) {
            add(kind, resource, field, property, before, after);
        }
    }
}

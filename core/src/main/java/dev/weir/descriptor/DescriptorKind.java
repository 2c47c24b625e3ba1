package dev.weir.descriptor;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON file describes: a package, or one of its parts by itself.
 *
 * <p>{@code $schema} or {@code profile} says it where it is one of the standard's own; else the properties do. What is
 * none of them for sure is a package, which is then said to be wrong.
 */
public enum DescriptorKind {
    PACKAGE("Data Package", "", List.of("datapackage", "data-package", "tabular-data-package", "fiscal-data-package")),
    RESOURCE("Data Resource", "/resources/0", List.of("dataresource", "data-resource", "tabular-data-resource")),
    SCHEMA("Table Schema", "/resources/0/schema", List.of("tableschema", "table-schema")),
    DIALECT("Table Dialect", "/resources/0/dialect", List.of("tabledialect", "table-dialect", "csv-dialect")),
    FIELD("field of a Table Schema", "/resources/0/schema/fields/0", List.of());

    private static final Set<String> OF_RESOURCE =
            Set.of("path", "data", "url", "schema", "dialect", "mediatype", "encoding", "bytes", "hash");
    private static final Set<String> OF_FIELD =
            Set.of("constraints", "categories", "trueValues", "bareNumber", "rdfType");

    private final String title;
    private final String pointer;
    private final List<String> profiles;

    DescriptorKind(String title, String pointer, List<String> profiles) {
        this.title = title;
        this.pointer = pointer;
        this.profiles = profiles;
    }

    /** One word for it: package, resource, schema, dialect or field. */
    public String noun() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The standard's name for it. */
    public String title() {
        return title;
    }

    /** Where it would stand in a package. */
    public String pointer() {
        return pointer;
    }

    /** What a file with this content describes. */
    public static DescriptorKind of(Json json) {
        if (!(json instanceof JsonObject object)) {
            return PACKAGE;
        }
        DescriptorKind stated =
                stated(object.text("$schema") == null ? object.text("profile") : object.text("$schema"));
        if (stated != null || object.has("resources")) {
            return stated == null ? PACKAGE : stated;
        }
        if (hasAny(object, OF_RESOURCE) || "table".equals(object.text("type"))) {
            return RESOURCE;
        }
        if (object.has("fields")) {
            return SCHEMA;
        }
        if (hasAny(object, OF_FIELD) || object.text("type") != null && FieldType.of(object.text("type")) != null) {
            return FIELD;
        }
        return hasAny(object, DialectCheck.PROPERTIES) ? DIALECT : PACKAGE;
    }

    private static boolean hasAny(JsonObject object, Set<String> names) {
        return object.properties().keySet().stream().anyMatch(names::contains);
    }

    private static @Nullable DescriptorKind stated(@Nullable String profile) {
        if (profile == null) {
            return null;
        }
        String name = profile.substring(profile.lastIndexOf('/') + 1);
        String plain = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
        for (DescriptorKind kind : values()) {
            if (kind.profiles.contains(plain)) {
                return kind;
            }
        }
        return null;
    }

    /** The check of this kind. */
    public Checked check(DescriptorCheck check, Json json) {
        return switch (this) {
            case PACKAGE -> check.dataPackage(json);
            case RESOURCE -> check.resource(json);
            case SCHEMA -> check.schema(json);
            case DIALECT -> check.dialect(json);
            case FIELD -> check.field(json);
        };
    }
}

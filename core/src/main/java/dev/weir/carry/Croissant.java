package dev.weir.carry;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.ForeignKey;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A package as Croissant 1.0 (JSON-LD), the format of machine-learning data sets: each file a FileObject, each table of
 * one file in UTF-8 with commas and a header a RecordSet. Other tables are files only, as Croissant has no word for
 * dialects. Paths start from the package's folder. Spec: https://docs.mlcommons.org/croissant/docs/croissant-spec.html
 */
public final class Croissant {
    private static final Map<String, String> TERMS = terms();

    private Croissant() {}

    private static Map<String, String> terms() {
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put("@language", "en");
        terms.put("@vocab", "https://schema.org/");
        terms.put("citeAs", "cr:citeAs");
        terms.put("column", "cr:column");
        terms.put("conformsTo", "dct:conformsTo");
        terms.put("cr", "http://mlcommons.org/croissant/");
        terms.put("rai", "http://mlcommons.org/croissant/RAI/");
        terms.put("dct", "http://purl.org/dc/terms/");
        terms.put("extract", "cr:extract");
        terms.put("field", "cr:field");
        terms.put("fileProperty", "cr:fileProperty");
        terms.put("fileObject", "cr:fileObject");
        terms.put("fileSet", "cr:fileSet");
        terms.put("format", "cr:format");
        terms.put("includes", "cr:includes");
        terms.put("isLiveDataset", "cr:isLiveDataset");
        terms.put("jsonPath", "cr:jsonPath");
        terms.put("key", "cr:key");
        terms.put("md5", "cr:md5");
        terms.put("parentField", "cr:parentField");
        terms.put("path", "cr:path");
        terms.put("recordSet", "cr:recordSet");
        terms.put("references", "cr:references");
        terms.put("regex", "cr:regex");
        terms.put("repeated", "cr:repeated");
        terms.put("replace", "cr:replace");
        terms.put("sc", "https://schema.org/");
        terms.put("separator", "cr:separator");
        terms.put("source", "cr:source");
        terms.put("subField", "cr:subField");
        terms.put("transform", "cr:transform");
        return terms;
    }

    private static JsonObject context() {
        JsonObject context = JsonObject.EMPTY;
        for (Map.Entry<String, String> term : TERMS.entrySet()) {
            context = context.with(term.getKey(), term.getValue());
        }
        return context.with(
                        "data", (Json) JsonObject.EMPTY.with("@id", "cr:data").with("@type", "@json"))
                .with("dataType", (Json)
                        JsonObject.EMPTY.with("@id", "cr:dataType").with("@type", "@vocab"))
                .with("examples", (Json)
                        JsonObject.EMPTY.with("@id", "cr:examples").with("@type", "@json"));
    }

    public static JsonObject of(Origin origin) {
        JsonObject described = origin.written().json();
        JsonObject json = JsonObject.EMPTY
                .with("@context", (Json) context())
                .with("@type", "sc:Dataset")
                .with("name", origin.name())
                .with("conformsTo", "http://mlcommons.org/croissant/1.0")
                .with("description", words(described, origin.name()));
        json = copied(described, "version", json, "version");
        json = copied(described, "created", json, "datePublished");
        json = copied(described, "homepage", json, "url");
        List<String> licenses = new ArrayList<>();
        for (JsonObject license : described.objects("licenses")) {
            licenses.add(license.text("path", license.text("name", "")));
        }
        licenses.removeIf(String::isEmpty);
        json = licenses.isEmpty() ? json : json.with("license", JsonArray.ofTexts(licenses));
        List<JsonObject> files = new ArrayList<>();
        List<JsonObject> tables = new ArrayList<>();
        for (Resource resource : origin.written().resources()) {
            files(origin, resource, files);
            if (isPlain(resource)) {
                tables.add(table(origin, resource));
            }
        }
        return json.with("distribution", JsonArray.of(files)).with("recordSet", JsonArray.of(tables));
    }

    private static String words(JsonObject described, String otherwise) {
        return described.text("description", described.text("title", otherwise));
    }

    private static JsonObject copied(JsonObject from, String property, JsonObject to, String as) {
        String text = from.text(property);
        return text == null ? to : to.with(as, text);
    }

    private static void files(Origin origin, Resource resource, List<JsonObject> files) {
        for (Origin.Stored file : origin.files()) {
            if (resource.paths().contains(file.path())) {
                files.add(JsonObject.EMPTY
                        .with("@type", "cr:FileObject")
                        .with("@id", file.path())
                        .with("name", file.path())
                        .with("contentUrl", file.path())
                        .with("contentSize", file.bytes() + " B")
                        .with("encodingFormat", mediaType(resource))
                        .with("sha256", file.sha256()));
            }
        }
    }

    private static String mediaType(Resource resource) {
        String stated = resource.json().text("mediatype");
        return stated != null ? stated : resource.schema() == null ? "application/octet-stream" : "text/csv";
    }

    /** Whether any reader of CSV reads the table's one file as it stands. */
    static boolean isPlain(Resource resource) {
        Dialect dialect = resource.dialect();
        return resource.schema() != null
                && resource.paths().size() == 1
                && resource.json().text("encoding", "utf-8").equalsIgnoreCase("utf-8")
                && dialect.delimiter().equals(",")
                && dialect.header();
    }

    private static JsonObject table(Origin origin, Resource resource) {
        Schema schema = resource.schema() == null ? Schema.EMPTY : resource.schema();
        List<JsonObject> fields = new ArrayList<>();
        for (Field field : schema.fields()) {
            String id = id(resource.name(), field.name());
            JsonObject source = JsonObject.EMPTY
                    .with("fileObject", (Json)
                            JsonObject.EMPTY.with("@id", resource.paths().get(0)))
                    .with("extract", (Json) JsonObject.EMPTY.with("column", field.name()));
            JsonObject made = JsonObject.EMPTY
                    .with("@type", "cr:Field")
                    .with("@id", id)
                    .with("name", id)
                    .with("description", words(field.json(), field.name()))
                    .with("dataType", dataType(field.type()));
            String referenced = referenced(origin, schema, field.name());
            if (referenced != null) {
                made = made.with("references", (Json)
                        JsonObject.EMPTY.with("field", (Json) JsonObject.EMPTY.with("@id", referenced)));
            }
            fields.add(made.with("source", (Json) source));
        }
        JsonObject table = JsonObject.EMPTY
                .with("@type", "cr:RecordSet")
                .with("@id", resource.name())
                .with("name", resource.name())
                .with("description", words(resource.json(), resource.name()));
        if (!schema.primaryKey().isEmpty()) {
            table = table.with(
                    "key",
                    JsonArray.of(schema.primaryKey().stream()
                            .map(name -> JsonObject.EMPTY.with("@id", id(resource.name(), name)))
                            .toList()));
        }
        return table.with("field", JsonArray.of(fields));
    }

    private static String id(String table, String field) {
        return table + "/" + field;
    }

    /**
     * The field that a field alone refers to, in a table that is a record set; of whole numbers only, as the library of
     * Croissant joins what refers, and reads the digits of a text now as a number, now as a text.
     */
    private static @Nullable String referenced(Origin origin, Schema schema, String field) {
        for (ForeignKey key : schema.foreignKeys()) {
            if (!key.fields().equals(List.of(field)) || key.isSelf() || key.dataPackage() != null) {
                continue;
            }
            Resource other = origin.written().resource(key.resource());
            Schema target = other == null ? null : other.schema();
            Field named =
                    target == null ? null : target.field(key.referenceFields().get(0));
            if (other != null && isPlain(other) && named != null && named.type() == FieldType.INTEGER) {
                return id(other.name(), named.name());
            }
        }
        return null;
    }

    private static String dataType(FieldType type) {
        return switch (type) {
            case INTEGER, YEAR -> "sc:Integer";
            case NUMBER -> "sc:Float";
            case BOOLEAN -> "sc:Boolean";
            case DATE -> "sc:Date";
            case DATETIME -> "sc:DateTime";
            default -> "sc:Text";
        };
    }
}

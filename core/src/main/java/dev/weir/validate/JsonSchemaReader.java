package dev.weir.validate;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonBoolean;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.validate.JsonSchema.Rule;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles a JSON Schema: one rule a keyword, one compiled schema a node, so that a reference may lead back. */
final class JsonSchemaReader {
    /** How many schemas may stand in, or be referred to by, each other. */
    private static final int MAX_DEPTH = 400;

    private final Json root;
    private final Map<Json, JsonSchema> compiled = new IdentityHashMap<>();

    private int depth;

    JsonSchemaReader(Json root) {
        this.root = root;
    }

    JsonSchema read() {
        JsonSchema schema = schema(root, "");
        Set<JsonSchema> done = new HashSet<>();
        for (JsonSchema each : compiled.values()) {
            refuseCircle(each, new HashSet<>(), done);
        }
        return schema;
    }

    /** Follows the schemas that judge the same value; those that are done lead into no circle. */
    private static void refuseCircle(JsonSchema schema, Set<JsonSchema> way, Set<JsonSchema> done) {
        if (!way.add(schema)) {
            throw new IllegalArgumentException("a \"$ref\" leads back to itself without going into the value");
        }
        if (!done.contains(schema)) {
            schema.inPlace().forEach(part -> refuseCircle(part, way, done));
            done.add(schema);
        }
        way.remove(schema);
    }

    private JsonSchema schema(Json node, String at) {
        JsonSchema known = compiled.get(node);
        if (known != null) {
            return known;
        }
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("more than " + MAX_DEPTH + " schemas in each other");
        }
        JsonSchema schema = new JsonSchema();
        compiled.put(node, schema);
        if (node instanceof JsonBoolean flag) {
            schema.add(value -> flag.value());
        } else if (node instanceof JsonObject object) {
            if (object.get("$ref") instanceof JsonText reference) {
                JsonSchema target = schema.addInPlace(schema(resolve(reference.value()), reference.value()));
                schema.add(target::accepts);
            } else {
                object.properties()
                        .forEach((keyword, value) -> add(schema, object, keyword, value, at + "/" + keyword));
            }
        } else {
            throw new IllegalArgumentException(at + ": a schema must be an object or true or false");
        }
        depth--;
        return schema;
    }

    private Json resolve(String reference) {
        if (!reference.startsWith("#")) {
            throw new IllegalArgumentException(
                    "\"$ref\": \"" + reference + "\" leads out of the schema: copy what it names into \"definitions\"");
        }
        Json node = root;
        String pointer = URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        if (!pointer.isEmpty()) {
            for (String step : pointer.substring(1).split("/", -1)) {
                String name = step.replace("~1", "/").replace("~0", "~");
                Json next = node instanceof JsonObject object ? object.get(name) : item(node, name);
                if (next == null || !pointer.startsWith("/")) {
                    throw new IllegalArgumentException("\"$ref\": \"" + reference + "\" names nothing in the schema");
                }
                node = next;
            }
        }
        return node;
    }

    private static @Nullable Json item(Json node, String index) {
        return node instanceof JsonArray array
                        && index.matches("[0-9]{1,6}")
                        && Integer.parseInt(index) < array.items().size()
                ? array.items().get(Integer.parseInt(index))
                : null;
    }

    private void add(JsonSchema schema, JsonObject node, String keyword, Json value, String at) {
        switch (keyword) {
            case "type" -> schema.add(type(value, at));
            case "enum" -> {
                Set<Json> allowed = new HashSet<>(array(value, at));
                schema.add(allowed::contains);
            }
            case "const" -> schema.add(value::equals);
            case "allOf", "anyOf", "oneOf" -> schema.add(combination(schema, keyword, value, at));
            case "not" -> {
                JsonSchema refused = schema.addInPlace(schema(value, at));
                schema.add(one -> !refused.accepts(one));
            }
            case "if" -> addCondition(schema, node, value, at);
            case "multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" ->
                schema.add(number(keyword, value, at));
            case "minLength", "maxLength", "pattern" -> schema.add(text(keyword, value, at));
            case "items", "prefixItems", "additionalItems", "contains", "minItems", "maxItems", "uniqueItems" ->
                addForArrays(schema, node, keyword, value, at);
            case "properties",
                    "patternProperties",
                    "additionalProperties",
                    "propertyNames",
                    "required",
                    "dependencies",
                    "dependentRequired",
                    "dependentSchemas",
                    "minProperties",
                    "maxProperties" -> addForObjects(schema, node, keyword, value, at);
            case "unevaluatedItems", "unevaluatedProperties", "$dynamicRef", "$recursiveRef" ->
                throw new IllegalArgumentException(at + ": the keyword is not known here: say the same without it");
            default -> {}
        }
    }

    private static Rule type(Json value, String at) {
        if (!(value instanceof JsonText) && !(value instanceof JsonArray)) {
            throw new IllegalArgumentException(at + ": must be the name of a type or an array of them");
        }
        List<String> types = value instanceof JsonText text ? List.of(text.value()) : texts(value, at);
        for (String type : types) {
            if (!List.of("null", "boolean", "object", "array", "number", "integer", "string")
                    .contains(type)) {
                throw new IllegalArgumentException(at + ": no type is called \"" + type + '"');
            }
        }
        Set<String> allowed = Set.copyOf(types);
        return one -> allowed.contains(one instanceof JsonNull ? "null" : one.kind())
                || one instanceof JsonNumber number && number.isInteger() && allowed.contains("integer");
    }

    private Rule combination(JsonSchema schema, String keyword, Json value, String at) {
        List<JsonSchema> parts = new ArrayList<>();
        List<Json> items = array(value, at);
        for (int i = 0; i < items.size(); i++) {
            parts.add(schema.addInPlace(schema(items.get(i), at + "/" + i)));
        }
        return switch (keyword) {
            case "allOf" -> one -> parts.stream().allMatch(part -> part.accepts(one));
            case "anyOf" -> one -> parts.stream().anyMatch(part -> part.accepts(one));
            default -> one -> parts.stream().filter(part -> part.accepts(one)).count() == 1;
        };
    }

    private void addCondition(JsonSchema schema, JsonObject node, Json value, String at) {
        JsonSchema condition = schema.addInPlace(schema(value, at));
        Json then = node.get("then");
        Json otherwise = node.get("else");
        JsonSchema whenTrue = then == null ? new JsonSchema() : schema.addInPlace(schema(then, at));
        JsonSchema whenFalse = otherwise == null ? new JsonSchema() : schema.addInPlace(schema(otherwise, at));
        schema.add(one -> (condition.accepts(one) ? whenTrue : whenFalse).accepts(one));
    }

    private static Rule number(String keyword, Json value, String at) {
        if (!(value instanceof JsonNumber limit)
                || keyword.equals("multipleOf") && limit.value().signum() <= 0) {
            throw new IllegalArgumentException(
                    at + ": must be a number" + (value instanceof JsonNumber ? " above 0" : ""));
        }
        BigDecimal bound = limit.value();
        return one -> {
            if (!(one instanceof JsonNumber number)) {
                return true;
            }
            int order = number.value().compareTo(bound);
            return switch (keyword) {
                case "minimum" -> order >= 0;
                case "maximum" -> order <= 0;
                case "exclusiveMinimum" -> order > 0;
                case "exclusiveMaximum" -> order < 0;
                default -> number.value().remainder(bound).signum() == 0;
            };
        };
    }

    private static Rule text(String keyword, Json value, String at) {
        if (keyword.equals("pattern")) {
            if (!(value instanceof JsonText text)) {
                throw new IllegalArgumentException(at + ": must be a string");
            }
            Pattern pattern = pattern(text.value(), at);
            return one -> !(one instanceof JsonText each)
                    || pattern.matcher(each.value()).find();
        }
        long limit = count(value, at);
        boolean least = keyword.equals("minLength");
        return one -> {
            if (!(one instanceof JsonText text)) {
                return true;
            }
            long length = text.value().codePointCount(0, text.value().length());
            return least ? length >= limit : length <= limit;
        };
    }

    private void addForArrays(JsonSchema schema, JsonObject node, String keyword, Json value, String at) {
        switch (keyword) {
            case "items", "prefixItems" -> {
                if (keyword.equals("items") && node.has("prefixItems")) {
                    return; // said with it
                }
                List<JsonSchema> heads = new ArrayList<>();
                if (keyword.equals("prefixItems") || value instanceof JsonArray) {
                    array(value, at).forEach(item -> heads.add(schema(item, at)));
                }
                Json rest = keyword.equals("prefixItems")
                        ? node.get("items")
                        : value instanceof JsonArray ? node.get("additionalItems") : value;
                JsonSchema others = rest == null ? new JsonSchema() : schema(rest, at);
                schema.add(ofItems(items -> {
                    boolean right = true;
                    for (int i = 0; i < items.size() && right; i++) {
                        right = (i < heads.size() ? heads.get(i) : others).accepts(items.get(i));
                    }
                    return right;
                }));
            }
            case "contains" -> {
                JsonSchema wanted = schema(value, at);
                long least = node.has("minContains") ? count(node.get("minContains"), at) : 1;
                long most = node.has("maxContains") ? count(node.get("maxContains"), at) : Long.MAX_VALUE;
                schema.add(ofItems(items -> {
                    long found = items.stream().filter(wanted::accepts).count();
                    return least <= found && found <= most;
                }));
            }
            case "minItems" -> {
                long limit = count(value, at);
                schema.add(ofItems(items -> items.size() >= limit));
            }
            case "maxItems" -> {
                long limit = count(value, at);
                schema.add(ofItems(items -> items.size() <= limit));
            }
            case "uniqueItems" -> {
                if (!(value instanceof JsonBoolean flag)) {
                    throw new IllegalArgumentException(at + ": must be true or false");
                }
                if (flag.value()) {
                    schema.add(ofItems(items -> new HashSet<>(items).size() == items.size()));
                }
            }
            default -> schema(value, at);
        }
    }

    private interface Items {
        boolean accepts(List<Json> items);
    }

    private static Rule ofItems(Items rule) {
        return one -> !(one instanceof JsonArray array) || rule.accepts(array.items());
    }

    private void addForObjects(JsonSchema schema, JsonObject node, String keyword, Json value, String at) {
        switch (keyword) {
            case "properties" -> {
                Map<String, JsonSchema> parts = schemas(value, at);
                schema.add(ofObject(object -> object.properties().entrySet().stream()
                        .allMatch(property -> {
                            JsonSchema part = parts.get(property.getKey());
                            return part == null || part.accepts(property.getValue());
                        })));
            }
            case "patternProperties" -> {
                Map<Pattern, JsonSchema> parts = patterns(value, at);
                schema.add(ofObject(object -> object.properties().entrySet().stream()
                        .allMatch(property -> parts.entrySet().stream()
                                .allMatch(part -> !part.getKey()
                                                .matcher(property.getKey())
                                                .find()
                                        || part.getValue().accepts(property.getValue())))));
            }
            case "additionalProperties" -> addOthers(schema, node, value, at);
            case "propertyNames" -> {
                JsonSchema names = schema(value, at);
                schema.add(ofObject(object ->
                        object.properties().keySet().stream().allMatch(name -> names.accepts(Json.of(name)))));
            }
            case "required" -> {
                List<String> names = texts(value, at);
                schema.add(ofObject(object -> names.stream().allMatch(object::has)));
            }
            case "dependencies", "dependentRequired", "dependentSchemas" -> addDependencies(schema, value, at);
            case "minProperties" -> {
                long limit = count(value, at);
                schema.add(ofObject(object -> object.properties().size() >= limit));
            }
            default -> {
                long limit = count(value, at);
                schema.add(ofObject(object -> object.properties().size() <= limit));
            }
        }
    }

    private interface Properties {
        boolean accept(JsonObject object);
    }

    private static Rule ofObject(Properties rule) {
        return one -> !(one instanceof JsonObject object) || rule.accept(object);
    }

    private void addOthers(JsonSchema schema, JsonObject node, Json value, String at) {
        JsonObject named = node.object("properties");
        Json matched = node.get("patternProperties");
        Set<Pattern> patterns =
                matched == null ? Set.of() : patterns(matched, at).keySet();
        JsonSchema others = schema(value, at);
        schema.add(ofObject(object -> object.properties().entrySet().stream()
                .allMatch(property -> named != null && named.has(property.getKey())
                        || patterns.stream()
                                .anyMatch(pattern ->
                                        pattern.matcher(property.getKey()).find())
                        || others.accepts(property.getValue()))));
    }

    private void addDependencies(JsonSchema schema, Json value, String at) {
        object(value, at).properties().forEach((name, needed) -> {
            if (needed instanceof JsonArray) {
                List<String> names = texts(needed, at);
                schema.add(
                        ofObject(object -> !object.has(name) || names.stream().allMatch(object::has)));
            } else {
                JsonSchema part = schema.addInPlace(schema(needed, at + "/" + name));
                schema.add(ofObject(object -> !object.has(name) || part.accepts(object)));
            }
        });
    }

    private Map<String, JsonSchema> schemas(Json value, String at) {
        Map<String, JsonSchema> schemas = new LinkedHashMap<>();
        object(value, at).properties().forEach((name, part) -> schemas.put(name, schema(part, at + "/" + name)));
        return schemas;
    }

    private Map<Pattern, JsonSchema> patterns(Json value, String at) {
        Map<Pattern, JsonSchema> schemas = new LinkedHashMap<>();
        schemas(value, at).forEach((name, part) -> schemas.put(pattern(name, at), part));
        return schemas;
    }

    private static Pattern pattern(String pattern, String at) {
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    at + ": the pattern \"" + pattern + "\" cannot be run: " + e.getDescription(), e);
        }
    }

    private static JsonObject object(Json value, String at) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new IllegalArgumentException(at + ": must be an object");
    }

    private static List<Json> array(Json value, String at) {
        if (value instanceof JsonArray array) {
            return array.items();
        }
        throw new IllegalArgumentException(at + ": must be an array");
    }

    private static List<String> texts(Json value, String at) {
        if (value instanceof JsonArray array
                && array.texts().size() == array.items().size()) {
            return array.texts();
        }
        throw new IllegalArgumentException(at + ": must be an array of strings");
    }

    private static long count(@Nullable Json value, String at) {
        if (value instanceof JsonNumber number
                && number.isInteger()
                && number.value().signum() >= 0) {
            return number.value().min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
        }
        throw new IllegalArgumentException(at + ": must be an integer of 0 or more");
    }
}

package dev.weir.process;

import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.JsonWriter;
import dev.weir.expression.Expression;
import dev.weir.expression.ExpressionException;
import dev.weir.expression.RunInputs;
import dev.weir.source.Remote;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of one step: a JSON object, checked against the step's {@link Spec} by who made it, with the places where
 * each was written. Immutable.
 *
 * @param json the options
 * @param pointer JSON Pointer of the object in its flow file
 * @param folder the folder that relative paths start from
 * @param inputs what expressions read besides their row
 * @param remote brings what has an address; null where nothing remote is read
 */
public record Options(
        JsonObject json,
        String pointer,
        Path folder,
        RunInputs inputs,
        @Nullable Remote remote) {

    /** Options outside a run: CURRENT_DATE and the like are an error. */
    public Options(JsonObject json, String pointer, Path folder) {
        this(json, pointer, folder, RunInputs.NONE, null);
    }

    /** The same options for a run that began at {@code now}. */
    public Options at(Instant now) {
        return new Options(json, pointer, folder, new RunInputs(now), remote);
    }

    /** The same options, which may name addresses. */
    public Options with(@Nullable Remote other) {
        return new Options(json, pointer, folder, inputs, other);
    }

    /** The same with another value of one. */
    public Options with(String name, Json value) {
        return new Options(json.with(name, value), pointer, folder, inputs, remote);
    }

    public boolean has(String name) {
        return json.has(name);
    }

    public @Nullable Json get(String name) {
        return json.get(name);
    }

    /** The text of an option that the spec requires. */
    public String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw error(name, "'" + name + "' is missing");
        }
        return text;
    }

    /** The text of an option, null where it is not given; a number or boolean is taken as it is written. */
    public @Nullable String textOrNull(String name) {
        return text(json.get(name));
    }

    /** A text, number or boolean as it is written; null for anything else. */
    public static @Nullable String text(@Nullable Json node) {
        if (node instanceof JsonNumber number) {
            return number.value().toPlainString();
        }
        return node instanceof dev.weir.descriptor.JsonBoolean flag
                ? Boolean.toString(flag.value())
                : node instanceof JsonText text ? text.value() : null;
    }

    /** The texts of an option that takes one or a list; empty where it is not given. */
    public List<String> texts(String name) {
        Json node = json.get(name);
        List<String> texts = new ArrayList<>();
        for (Json item :
                node instanceof JsonArray array ? array.items() : node == null ? List.<Json>of() : List.of(node)) {
            String text = text(item);
            if (text == null) {
                throw error(name, "'" + name + "' takes a text or a list of texts, not " + item.kind());
            }
            texts.add(text);
        }
        return texts;
    }

    public boolean flag(String name, boolean otherwise) {
        return json.flag(name, otherwise);
    }

    public int integer(String name, int otherwise) {
        Json node = json.get(name);
        if (node == null) {
            return otherwise;
        }
        if (node instanceof JsonNumber number && number.isInteger()) {
            return number.value().intValue();
        }
        throw error(name, "'" + name + "' takes a whole number, not " + node.kind());
    }

    /** A map of names to texts, in the order written; empty where it is not given. */
    public Map<String, String> names(String name) {
        Map<String, String> names = new LinkedHashMap<>();
        JsonObject object = json.object(name);
        if (object != null) {
            object.properties().forEach((key, node) -> {
                String text = text(node);
                if (text == null) {
                    throw error(name, "'" + name + "." + key + "' takes a text, not " + node.kind());
                }
                names.put(key, text);
            });
        }
        return names;
    }

    /** The expression of an option that the spec requires. */
    public Expression expression(String name) {
        return expression(name, text(name));
    }

    /** An expression that is part of an option, or made of it; what is wrong with it is a finding about the option. */
    public Expression expression(String name, String sql) {
        return parse(name, sql, false);
    }

    /** The expressions, each with or without {@code AS name}, of an option that takes one or a list. */
    public List<Expression> expressions(String name) {
        return texts(name).stream().map(text -> parse(name, text, true)).toList();
    }

    private Expression parse(String name, String sql, boolean named) {
        try {
            return (named ? Expression.parseNamed(sql) : Expression.parse(sql)).with(inputs);
        } catch (ExpressionException e) {
            throw error(name, e);
        }
    }

    /**
     * What the options say, in a canonical form, and what their expressions read of the run: the day or the instant at
     * which it began. Part of a step's identity.
     *
     * @param without options that say nothing about rows: names of resources, which operations have, and texts for people
     */
    public String configuration(String... without) {
        JsonObject said = json;
        for (String name : without) {
            said = said.without(name);
        }
        String text = JsonWriter.compact(said);
        Instant now = inputs.now();
        String upper = text.toUpperCase(java.util.Locale.ROOT);
        if (now == null || !upper.contains("CURRENT_") && !upper.contains("LOCALTIMESTAMP")) {
            return text;
        }
        boolean isDay = !upper.contains("CURRENT_TIMESTAMP") && !upper.contains("LOCALTIMESTAMP");
        return text + (isDay ? now.atOffset(ZoneOffset.UTC).toLocalDate() : now);
    }

    public OnError onError() {
        String text = json.text("on-error");
        return text == null ? OnError.FAIL : OnError.valueOf(text.toUpperCase(java.util.Locale.ROOT));
    }

    /** A finding about an option, at its place in the flow file. */
    public FlowException error(String name, String message) {
        Json node = json.get(name);
        Json.Place place = node == null ? json.place() : node.place();
        return new FlowException(List.of(new Finding(pointer + (node == null ? "" : "/" + name), place, message)));
    }

    /** A finding about an expression in an option: the column is that of the fault where the text stands on one line. */
    public FlowException error(String name, ExpressionException fault) {
        Json node = json.get(name);
        Json.Place place = node == null ? json.place() : node.place();
        if (node instanceof JsonText text && place.line() > 0 && text.value().indexOf('\n') < 0) {
            place = new Json.Place(place.line(), place.column() + fault.offset());
        }
        return new FlowException(
                List.of(new Finding(pointer + "/" + name, place, fault.getMessage() + " in: " + textOrNull(name))));
    }
}

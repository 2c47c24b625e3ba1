package dev.weir.descriptor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.weir.descriptor.Json.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON bytes into a tree: every node with its line and column, every number exact, properties in their order.
 *
 * <p>One document, UTF-8 with or without a byte order mark. Refused, with line and column: bytes that are not UTF-8, a
 * property named twice in one object, anything after the document, nesting deeper than {@link #MAX_DEPTH}, numbers of
 * more than {@link #MAX_DIGITS} digits or an exponent beyond {@link #MAX_EXPONENT}. Columns count UTF-16 units from 1.
 * Memory: the whole tree. Law: {@code read(JsonWriter.write(tree))} equals {@code tree}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class JsonReader {
    /** How deep objects and arrays may nest. */
    public static final int MAX_DEPTH = 200;
    /** How many characters a number may have. */
    public static final int MAX_DIGITS = 1000;
    /** How large the exponent of a number may be, either sign. */
    public static final int MAX_EXPONENT = 6144;

    private final JsonParser parser;
    private final List<Finding> findings = new ArrayList<>();
    private final Pointer pointer = new Pointer();

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * The tree that {@code utf8} says.
     *
     * @param file what the user calls the bytes, for messages
     * @throws DescriptorException where the bytes are not one JSON document
     */
    public static Json read(byte[] utf8, String file) {
        char[] text = DescriptorText.decode(utf8, file, "JSON");
        JsonFactory factory = new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_DIGITS)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .build();
        try (JsonParser parser = factory.createParser(text)) {
            JsonReader reader = new JsonReader(parser);
            Json root = reader.document();
            if (!reader.findings.isEmpty()) {
                throw new DescriptorException(file, reader.findings);
            }
            return root;
        } catch (JsonProcessingException problem) {
            throw new DescriptorException(file, List.of(JsonProblem.of(problem, text)));
        } catch (IOException problem) {
            throw new UncheckedIOException(file + ": " + problem.getMessage(), problem);
        }
    }

    private Json document() throws IOException {
        JsonToken first = parser.nextToken();
        Json root = first == null ? new JsonNull(Place.NONE) : node(first);
        if (parser.nextToken() != null) {
            finding(
                    place(),
                    "There is more text after the end of the JSON document: remove it, one file holds one"
                            + " document");
        }
        return root;
    }

    private Json node(JsonToken token) throws IOException {
        Place place = place();
        return switch (token) {
            case START_OBJECT -> object(place);
            case START_ARRAY -> array(place);
            case VALUE_STRING -> new JsonText(parser.getText(), place);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(place);
            case VALUE_TRUE -> new JsonBoolean(true, place);
            case VALUE_FALSE -> new JsonBoolean(false, place);
            default -> new JsonNull(place);
        };
    }

    private JsonObject object(Place place) throws IOException {
        Map<String, Json> properties = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            pointer.push(name);
            if (properties.containsKey(name)) {
                finding(place(), "The property \"" + name + "\" is here twice in one object: keep one of the two");
            }
            properties.put(name, node(parser.nextToken()));
            pointer.pop();
        }
        return new JsonObject(properties, place);
    }

    private JsonArray array(Place place) throws IOException {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            pointer.push(items.size());
            items.add(node(token));
            pointer.pop();
        }
        return new JsonArray(items, place);
    }

    private Json number(Place place) throws IOException {
        BigDecimal number = DescriptorText.number(parser.getText());
        if (number == null) {
            finding(place, DescriptorText.NUMBER_TOO_LARGE);
            return new JsonNull(place);
        }
        return new JsonNumber(number, place);
    }

    private Place place() {
        JsonLocation location = parser.currentTokenLocation();
        return new Place(location.getLineNr(), location.getColumnNr());
    }

    private void finding(Place place, String message) {
        findings.add(new Finding(pointer.toString(), place, message));
    }
}

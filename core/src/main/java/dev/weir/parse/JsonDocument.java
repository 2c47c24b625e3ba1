package dev.weir.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.report.ErrorCode;
import dev.weir.source.ByteSource;
import dev.weir.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a JSON document begin: behind the {@code [} of its array, or of the one that the dialect's {@code
 * property} names, as a name or as names with dots between.
 *
 * @param begin position behind the bracket
 * @param lines line breaks before it
 * @param depth how many objects are open around the array
 */
record JsonDocument(long begin, long lines, int depth) {

    /**
     * Reads a document up to its rows, with a few kilobytes of memory.
     *
     * @param in the document without byte order mark
     * @param marked how many bytes stand before {@code in}
     * @throws SourceException {@code source-error} where it has none
     */
    static JsonDocument find(InputStream in, int marked, @Nullable String property, ByteSource source) {
        try (JsonParser parser = new JsonFactory().createParser(in)) {
            JsonToken token = parser.nextToken();
            int depth = 0;
            String path = property == null || property.isEmpty() ? null : plain(property);
            List<String> arrays = new ArrayList<>();
            if (path == null && token == JsonToken.START_OBJECT) {
                token = firstArray(parser, arrays);
                if (token == null) {
                    throw refused(source, "the document is an object" + named(arrays), -1);
                }
            } else if (path != null) {
                depth = token == JsonToken.START_OBJECT ? descend(parser, path, arrays) : 0;
                if (depth == 0) {
                    throw refused(source, "the document has no array \"" + property + '"' + named(arrays), -1);
                }
                token = JsonToken.START_ARRAY;
            }
            if (token != JsonToken.START_ARRAY) {
                throw refused(source, "the document is no array of rows", 0);
            }
            long at = parser.currentTokenLocation().getByteOffset() + marked;
            return new JsonDocument(at + 1, parser.currentTokenLocation().getLineNr() - 1, depth);
        } catch (JsonProcessingException problem) {
            long at = problem.getLocation() == null ? -1 : problem.getLocation().getByteOffset() + marked;
            throw refused(source, "no JSON: " + problem.getOriginalMessage(), at);
        } catch (IOException problem) {
            throw new java.io.UncheckedIOException(source.name() + ": cannot be read", problem);
        }
    }

    /** Notes the names of the arrays of an object; there is none to be taken by itself. */
    private static @Nullable JsonToken firstArray(JsonParser parser, List<String> arrays) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            note(parser.currentName(), parser.nextToken(), arrays);
            parser.skipChildren();
        }
        return null;
    }

    private static void note(String name, JsonToken value, List<String> arrays) {
        if (value == JsonToken.START_ARRAY && arrays.size() < 10) {
            arrays.add('"' + name + '"');
        }
    }

    private static String plain(String property) {
        return property.startsWith("$.") ? property.substring(2) : property;
    }

    /** Goes to the array of a path in the object that has just begun; how many objects are open then, 0 for none. */
    private static int descend(JsonParser parser, String path, List<String> arrays) throws IOException {
        List<String> left = new ArrayList<>(List.of(path));
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.END_OBJECT) {
                left.remove(--depth);
                continue;
            }
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            String wanted = left.get(depth - 1);
            if (value == JsonToken.START_ARRAY && name.equals(wanted)) {
                return depth;
            }
            if (depth == 1) {
                note(name, value, arrays);
            }
            if (value == JsonToken.START_OBJECT && wanted.startsWith(name + '.')) {
                left.add(wanted.substring(name.length() + 1));
                depth++;
            } else {
                parser.skipChildren();
            }
        }
        return 0;
    }

    private static String named(List<String> arrays) {
        return ": name the array that has the rows in the dialect's \"property\""
                + (arrays.isEmpty() ? "" : "; its arrays are " + String.join(", ", arrays));
    }

    private static SourceException refused(ByteSource source, String note, long at) {
        return new SourceException(ErrorCode.SOURCE_ERROR, source.name(), note, at, null);
    }
}

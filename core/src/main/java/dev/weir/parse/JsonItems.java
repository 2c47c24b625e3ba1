package dev.weir.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The items of the array that a JSON document has its rows in, found one after the other; what comes behind the array is
 * read to the end of the document, and held to JSON. Blocks of one table share it, one at a time, in order.
 */
final class JsonItems {
    private final int depth;
    private int skipped;
    private boolean begun;
    private boolean closed;
    private boolean complete;
    /** Whether what was read of the document behind the array is the end of it. */
    private boolean ended;

    private @Nullable JsonParser rest;

    /**
     * @param depth how many objects are open around the array
     * @param skip how many items are left out: the rows of the header
     */
    JsonItems(int depth, int skip) {
        this.depth = depth;
        this.skipped = skip;
    }

    /** Whether the document has ended. */
    boolean isComplete() {
        return complete;
    }

    /** Finds the items from {@code from} on, as {@link Block#index} says. */
    boolean index(JsonBlock block, JsonScanner scanner, int from, int until, boolean whole) {
        int at = from;
        int skip = skipped;
        boolean comma = begun;
        boolean done = closed;
        scanner.begin(block.bytes, block.dataEnd);
        while (!done && (at < until || whole && until == block.dataEnd)) {
            int item = scanner.blanks(at);
            if (item < block.dataEnd && block.bytes[item] == ']' && !comma) {
                done = true;
                at = item + 1;
                break;
            }
            int behind = item < block.dataEnd ? scanner.value(item) : JsonScanner.FAILED;
            int next = behind == JsonScanner.FAILED ? behind : scanner.blanks(behind);
            boolean cut = behind == JsonScanner.FAILED
                    ? item >= block.dataEnd || scanner.failure == null
                    : next >= block.dataEnd;
            if (cut && !whole) {
                block.unfinished = item;
                return false;
            }
            if (behind == JsonScanner.FAILED || next >= block.dataEnd) {
                String why = cut
                        ? "the data ends in the midst of the rows: the ] of their array is missing"
                        : scanner.failure;
                int where = cut ? item : scanner.failedAt;
                block.problem(Block.Kind.SOURCE, where, "no JSON: " + why, true);
                if (item < block.dataEnd) {
                    block.addBroken(item, where);
                }
                at = block.dataEnd;
                done = true;
                complete = true;
                break;
            }
            if (skip > 0) {
                skip--;
            } else {
                block.add(item, behind);
            }
            at = next + 1;
            comma = true;
            if (block.bytes[next] == ']') {
                done = true;
            } else if (block.bytes[next] != ',') {
                block.problem(Block.Kind.SOURCE, next, "no JSON: a comma or ] was expected between rows", true);
                at = block.dataEnd;
                done = true;
                complete = true;
            }
        }
        begun = comma;
        skipped = skip;
        closed = done;
        if (closed && !complete) {
            readRest(block, at, whole);
            at = block.dataEnd;
        }
        complete |= whole && closed;
        block.end = at;
        return true;
    }

    private void readRest(JsonBlock block, int at, boolean whole) {
        try {
            JsonParser parser = rest;
            if (parser == null) {
                parser = new JsonFactory().createNonBlockingByteArrayParser();
                rest = parser;
                byte[] before = ("{\"\":".repeat(depth) + "[]").getBytes(StandardCharsets.US_ASCII);
                feed(parser, before, 0, before.length, false);
            }
            feed(parser, block.bytes, at, block.dataEnd, whole);
        } catch (JsonProcessingException problem) {
            block.problem(Block.Kind.SOURCE, at, "no JSON behind the rows: " + problem.getOriginalMessage(), true);
            complete = true;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private void feed(JsonParser parser, byte[] bytes, int from, int to, boolean last) throws IOException {
        ByteArrayFeeder feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
        if (to > from) {
            feeder.feedInput(bytes, from, to);
        }
        if (last) {
            feeder.endOfInput();
        }
        JsonToken token = next(parser, last);
        while (token != null && token != JsonToken.NOT_AVAILABLE) {
            if (ended) {
                throw new JsonParseException(parser, "there is more after the end of the document");
            }
            ended = token.isStructEnd() && parser.getParsingContext().inRoot();
            token = next(parser, last);
        }
        if (last && !ended) {
            throw new JsonParseException(parser, "the document ends too early");
        }
    }

    private static @Nullable JsonToken next(JsonParser parser, boolean last) throws IOException {
        JsonToken token = parser.nextToken();
        return last && token == JsonToken.NOT_AVAILABLE
                ? parser.nextToken()
                : token; // a number that ends with the data
    }
}

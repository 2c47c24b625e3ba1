package dev.weir.parse;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The rows of a table that stands in the descriptor, as JSON Lines: what is read of them is what a file says. */
public final class InlineRows {
    private InlineRows() {}

    public static byte[] lines(JsonArray data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Json row : data.items()) {
            out.writeBytes(JsonWriter.compact(row).getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
        return out.toByteArray();
    }
}

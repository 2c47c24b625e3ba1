package dev.weir.refresh.snapshot;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Resource;
import dev.weir.source.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file of a resource, as the descriptor in its folder names it.
 *
 * @param path in the descriptor
 * @param hash of the whole file, as the descriptor states it
 */
public record PublishedFile(Path file, String path, long bytes, String hash) {

    /**
     * Reads what a descriptor says of a resource; null where it does not name one file with its hash.
     *
     * @throws UncheckedIOException where the descriptor cannot be read
     */
    public static @Nullable PublishedFile of(Path descriptor, String resource) {
        Resource there;
        try {
            Json json = JsonReader.read(Files.readAllBytes(descriptor), descriptor.toString());
            there = json instanceof JsonObject object ? new DataPackage(object).resource(resource) : null;
        } catch (NoSuchFileException | DescriptorException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(descriptor + ": cannot be read: " + Reason.of(e), e);
        }
        String hash = there == null ? null : there.hash();
        if (there == null || hash == null || there.paths().size() != 1) {
            return null;
        }
        String path = there.paths().get(0);
        return new PublishedFile(descriptor.resolveSibling(path), path, there.bytes(), hash);
    }

    /** What tells it apart from every other file. */
    byte[] identity() {
        JsonObject identity = JsonObject.EMPTY
                .with("path", path)
                .with("bytes", Json.of(bytes))
                .with("hash", hash);
        return JsonWriter.compact(identity).getBytes(StandardCharsets.UTF_8);
    }
}

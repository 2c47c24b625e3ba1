package dev.weir.refresh.source;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.source.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files of a source as they were when it was read, by which they are recognised if nobody has touched them: each by
 * path, size, time of its last change and file key (on Unix device and inode), if that change lay at least two
 * seconds back by then, so that a later one shows in the time; else by the SHA-256 of its bytes, as they are stored. Immutable.
 *
 * <p>Errors: a file that cannot be read is an {@link UncheckedIOException} that begins with its name; one that is gone
 * is not untouched.
 */
public final class SourceSeen {
    private static final Duration OLD_ENOUGH = Duration.ofSeconds(2);
    private static final int BUFFER = 1 << 18;

    private final List<JsonObject> files;

    private SourceSeen(List<JsonObject> files) {
        this.files = List.copyOf(files);
    }

    /**
     * Files as they are now; to be taken before they are read.
     *
     * @param now the time, by the clock of the file system
     * @param withHash whether to read them, for those that are not old enough, or are copied before the next run
     */
    public static SourceSeen of(List<Path> paths, Instant now, boolean withHash) {
        List<JsonObject> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(entry(path, now, withHash));
        }
        return new SourceSeen(files);
    }

    private static JsonObject entry(Path path, Instant now, boolean withHash) {
        BasicFileAttributes attributes = attributes(path);
        JsonObject entry = JsonObject.EMPTY
                .with("path", path.toString())
                .with("bytes", Json.of(attributes.size()))
                .with("modified", modified(attributes))
                .with("taken", now.toString());
        Object key = attributes.fileKey();
        entry = key == null ? entry : entry.with("file", key.toString());
        return withHash ? entry.with("sha256", hash(path)) : entry;
    }

    private static BasicFileAttributes attributes(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static String modified(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().toInstant().toString();
    }

    /** As {@link #json} gave it; null where that is something else. */
    public static @Nullable SourceSeen read(@Nullable JsonArray json) {
        if (json == null) {
            return null;
        }
        List<JsonObject> files = new ArrayList<>();
        for (Json file : json.items()) {
            if (!(file instanceof JsonObject object)) {
                return null;
            }
            files.add(object);
        }
        return new SourceSeen(files);
    }

    public JsonArray json() {
        return JsonArray.of(new ArrayList<>(files));
    }

    /** Whether these files have the bytes that they had: by size and times, else, where it was taken, by hash. */
    public boolean isUntouched(List<Path> paths) {
        if (paths.size() != files.size()) {
            return false;
        }
        for (int i = 0; i < paths.size(); i++) {
            if (!isUntouched(files.get(i), paths.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUntouched(JsonObject seen, Path path) {
        if (!Objects.equals(seen.text("path"), path.toString()) || !Files.exists(path)) {
            return false;
        }
        BasicFileAttributes attributes = attributes(path);
        if (!Json.of(attributes.size()).equals(seen.get("bytes"))) {
            return false;
        }
        Object key = attributes.fileKey();
        String modified = modified(attributes);
        if (modified.equals(seen.text("modified"))
                && Objects.equals(key == null ? null : key.toString(), seen.text("file"))
                && isOldEnough(attributes, seen.text("taken"))) {
            return true;
        }
        String hash = seen.text("sha256");
        return hash != null && hash.equals(hash(path));
    }

    private static boolean isOldEnough(BasicFileAttributes attributes, @Nullable String taken) {
        return taken != null
                && !attributes.lastModifiedTime().toInstant().plus(OLD_ENOUGH).isAfter(Instant.parse(taken));
    }

    /** The SHA-256 of a file's bytes, in hexadecimal digits. */
    static String hash(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            MessageDigest digest = Sha256.digest();
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (channel.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }
}

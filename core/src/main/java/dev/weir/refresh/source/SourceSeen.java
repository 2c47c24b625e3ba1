package dev.weir.refresh.source;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.source.DataFolder;
import dev.weir.source.HashAhead;
import dev.weir.source.Reason;
import dev.weir.source.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files of a source as they were when it was read, by which they are recognised if nobody has touched them: each by
 * path, size, time of its last change and file key (on Unix device and inode), if that change lay at least two
 * seconds back by then, so that a later one shows in the time; else by the SHA-256 of its bytes, as they are stored. On Unix
 * also by the time at which the file system last changed anything of it, which no program can set back. Immutable.
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
        return of(paths, now, withHash, List.of());
    }

    /**
     * The same where some files may have been seen before: the hash of those that nobody has touched is known, and that
     * of others of the same path and size is taken, to tell whether they are the same.
     *
     * @param known what was seen before
     */
    public static SourceSeen of(List<Path> paths, Instant now, boolean withHash, List<SourceSeen> known) {
        List<JsonObject> files = new ArrayList<>();
        for (Path path : paths) {
            String hash = null;
            boolean mayBeSame = false;
            for (SourceSeen seen : known) {
                for (JsonObject file : seen.files) {
                    boolean hasHash = hash == null && file.has("sha256");
                    hash = hasHash && isMarked(file, path) ? file.text("sha256") : hash;
                    mayBeSame |= hasHash && mayBe(file, path);
                }
            }
            JsonObject entry = entry(path, now, hash == null && (withHash || mayBeSame));
            files.add(hash == null ? entry : entry.with("sha256", hash));
        }
        return new SourceSeen(files);
    }

    /** Data that stands in a descriptor: known by its hash. */
    public static SourceSeen ofData(byte[] data) {
        return new SourceSeen(List.of(
                JsonObject.EMPTY.with("bytes", Json.of((long) data.length)).with("sha256", Sha256.of(data))));
    }

    private static JsonObject entry(Path path, Instant now, boolean withHash) {
        BasicFileAttributes attributes = attributes(path);
        JsonObject entry = JsonObject.EMPTY
                .with("path", DataFolder.place(path).toString())
                .with("bytes", Json.of(attributes.size()))
                .with("modified", modified(attributes))
                .with("taken", now.toString());
        Object key = attributes.fileKey();
        entry = key == null ? entry : entry.with("file", key.toString());
        String altered = altered(path);
        entry = altered == null ? entry : entry.with("altered", altered);
        return withHash ? entry.with("sha256", hash(path)) : entry;
    }

    private static BasicFileAttributes attributes(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be read: " + Reason.of(e), e);
        }
    }

    private static String modified(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().toInstant().toString();
    }

    /**
     * When the file system last changed anything of a file, its times and links included; null where it does not say.
     * Who writes other bytes of the same length and sets the time back is found by it.
     */
    private static @Nullable String altered(Path path) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return null;
        }
        try {
            return String.valueOf(Files.getAttribute(path, "unix:ctime"));
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be read: " + Reason.of(e), e);
        }
    }

    private static boolean mayBe(JsonObject seen, Path path) {
        return DataFolder.place(path).toString().equals(seen.text("path"))
                && Files.exists(path)
                && Json.of(attributes(path).size()).equals(seen.get("bytes"));
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

    /** The same with the hashes of all files, which are still as they were seen. */
    public SourceSeen hashed(List<Path> paths) {
        List<JsonObject> hashed = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            JsonObject file = files.get(i);
            hashed.add(file.has("sha256") ? file : file.with("sha256", hash(paths.get(i))));
        }
        return new SourceSeen(hashed);
    }

    /** The same with the hashes of files that somebody has read meanwhile, by absolute path. */
    public SourceSeen withHashes(Map<Path, String> known) {
        List<JsonObject> hashed = new ArrayList<>();
        for (JsonObject file : files) {
            String hash = file.has("sha256") ? null : hash(file, known);
            hashed.add(hash == null ? file : file.with("sha256", hash));
        }
        return new SourceSeen(hashed);
    }

    private static @Nullable String hash(JsonObject file, Map<Path, String> known) {
        for (Map.Entry<Path, String> entry : known.entrySet()) {
            if (DataFolder.place(entry.getKey()).toString().equals(file.text("path"))) {
                return entry.getValue();
            }
        }
        return null;
    }

    public JsonArray json() {
        return JsonArray.of(new ArrayList<>(files));
    }

    /** Whether files that were seen later have the bytes that these had: as {@link #isUntouched} finds, without reading. */
    public boolean isUntouched(SourceSeen later) {
        if (later.files.size() != files.size()) {
            return false;
        }
        for (int i = 0; i < files.size(); i++) {
            JsonObject file = files.get(i);
            JsonObject now = later.files.get(i);
            if (!isMarked(file, now)
                    && (!file.has("sha256") || !Objects.equals(file.get("sha256"), now.get("sha256")))) {
                return false;
            }
        }
        return true;
    }

    /** Whether files that were seen later are known to have these bytes by size, times and file key alone. */
    public boolean isMarked(SourceSeen later) {
        for (int i = 0; i < files.size(); i++) {
            if (later.files.size() != files.size() || !isMarked(files.get(i), later.files.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMarked(JsonObject file, JsonObject now) {
        return file.has("modified")
                && List.of("path", "bytes", "modified", "file", "altered").stream()
                        .allMatch(mark -> Objects.equals(file.get(mark), now.get(mark)))
                && isOldEnough(Instant.parse(file.text("modified", "")), file.text("taken"));
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
        if (isMarked(seen, path)) {
            return true;
        }
        String hash = seen.text("sha256");
        return hash != null
                && Files.exists(path)
                && Json.of(attributes(path).size()).equals(seen.get("bytes"))
                && hash.equals(hash(path));
    }

    /** Whether size, time and file key, or else path, are those of an untouched file. */
    private static boolean isMarked(JsonObject seen, Path path) {
        if (!Files.exists(path)) {
            return false;
        }
        BasicFileAttributes attributes = attributes(path);
        Object key = attributes.fileKey();
        return Json.of(attributes.size()).equals(seen.get("bytes"))
                && modified(attributes).equals(seen.text("modified"))
                && Objects.equals(key == null ? null : key.toString(), seen.text("file"))
                && (key != null || DataFolder.place(path).toString().equals(seen.text("path")))
                && Objects.equals(altered(path), seen.text("altered"))
                && isOldEnough(attributes.lastModifiedTime().toInstant(), seen.text("taken"));
    }

    private static boolean isOldEnough(Instant modified, @Nullable String taken) {
        return taken != null && !modified.plus(OLD_ENOUGH).isAfter(Instant.parse(taken));
    }

    /** The SHA-256 of a file's bytes, in hexadecimal digits. */
    static String hash(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
                HashAhead hashing = new HashAhead()) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (channel.read(buffer) >= 0) {
                hashing.update(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            return HexFormat.of().formatHex(hashing.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be read: " + Reason.of(e), e);
        }
    }
}

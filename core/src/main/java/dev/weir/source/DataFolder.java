package dev.weir.source;

import dev.weir.descriptor.DataPath;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.Resource;
import dev.weir.report.ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A folder from which resources are read.
 *
 * @param folder what paths are relative to
 * @param trusted whether they may lead out of it
 * @param elsewhere where files are that do not stand in the folder under their paths; these are trusted
 * @param remote how files come from addresses; null where nothing remote is read
 */
public record DataFolder(
        Path folder,
        boolean trusted,
        Limits limits,
        Map<String, Path> elsewhere,
        @Nullable RemoteFolder remote) {
    private static final int SAMPLE_BYTES = 1 << 16;

    public DataFolder {
        elsewhere = Map.copyOf(elsewhere);
    }

    /** A folder that has all of its files. */
    public DataFolder(Path folder, boolean trusted, Limits limits) {
        this(folder, trusted, limits, Map.of(), null);
    }

    /** The same, naming addresses too, where {@code remote} is given. */
    public DataFolder(Path folder, boolean trusted, Limits limits, @Nullable Remote remote) {
        this(folder, trusted, limits, Map.of(), remote == null ? null : new RemoteFolder(remote, null));
    }

    /** The folder of a descriptor, which may have been fetched from an address. */
    static DataFolder of(Path descriptor, boolean trusted, Limits limits, @Nullable Remote remote) {
        RemoteFolder beside = RemoteFolder.of(remote, descriptor);
        Path at = beside == null ? null : beside.folder();
        Path parent = at == null ? descriptor.getParent() : at;
        Path folder = parent == null ? descriptor.getFileSystem().getPath("") : parent;
        return new DataFolder(folder, trusted, limits, Map.of(), beside);
    }

    /** The same with some files elsewhere. */
    public DataFolder withElsewhere(Map<String, Path> places) {
        return new DataFolder(folder, trusted, limits, places, remote);
    }

    /**
     * The file that a descriptor here names, which is no data.
     *
     * @throws SourceException {@code scheme-error} where it is not there or may not be read
     */
    public Path file(String path) {
        return file(path, null, limits.descriptorBytes());
    }

    private Path file(String path, @Nullable String sha256, long mostBytes) {
        Path place = elsewhere.get(path);
        if (place != null) {
            return place;
        }
        return remote != null && remote.holds(path)
                ? remote.fetch(path, sha256, mostBytes)
                : SafePath.resolve(folder, path, trusted);
    }

    /** A file as its user would name it: by its address where it was fetched. */
    public String name(Path file) {
        URI address = remote == null ? null : remote.remote().address(file);
        return address == null ? file.toString() : address.toString();
    }

    /**
     * The files of a resource, in order; none for inline data.
     *
     * @throws SourceException {@code scheme-error} where one is not there or may not be read
     */
    public List<Path> files(Resource resource) {
        List<Path> files = new ArrayList<>();
        for (String path : resource.paths()) {
            files.add(file(path, resource.paths().size() == 1 ? sha256(resource.hash()) : null, Long.MAX_VALUE));
        }
        return files;
    }

    /** Whether a file was fetched from an address. */
    public boolean isFetched(Path file) {
        return remote != null && remote.remote().address(file) != null;
    }

    private static @Nullable String sha256(@Nullable String hash) {
        String digits =
                hash != null && hash.startsWith("sha256:") ? hash.substring(7).toLowerCase(Locale.ROOT) : "";
        return digits.matches("[0-9a-f]{64}") ? digits : null;
    }

    /**
     * A file or folder by its one name, however it was spelled: from the root, links followed. What is not there has the
     * name that it was given, from the root.
     */
    public static Path place(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    /**
     * The bytes of a resource's files, or of its data: a string as it stands, anything else as JSON.
     *
     * @throws SourceException where there are none or they cannot be opened
     */
    public ByteSource open(Resource resource) {
        Json data = resource.data();
        if (data != null && !resource.json().has("path")) {
            String text = data instanceof JsonText string ? string.value() : JsonWriter.compact(data);
            return StreamBytes.of(resource.name(), text.getBytes(StandardCharsets.UTF_8));
        }
        List<Path> files = files(resource);
        if (files.isEmpty()) {
            throw new SourceException(
                    ErrorCode.SOURCE_ERROR, resource.name(), "The resource names no file and has no data");
        }
        if (files.size() == 1
                && isPlain(resource, files.get(0), resource.paths().get(0))) {
            return FileBytes.open(files.get(0), name(files.get(0)));
        }
        StreamBytes.StoredCount stored = new StreamBytes.StoredCount(storedSize(files));
        List<StreamBytes.Source> sources = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            String path = resource.paths().get(i);
            sources.add(new StreamBytes.Source(name(file), () -> part(resource, file, path, stored)));
        }
        return new StreamBytes(sources, -1, stored);
    }

    private boolean isPlain(Resource resource, Path file, String path) {
        if (Unpacked.compression(resource.compression(), withoutQuery(path)) != null || ZipArchive.holds(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return charset(resource, head(resource, in), file) == null;
        } catch (IOException problem) {
            throw new UncheckedIOException(file + ": cannot be read: " + Reason.of(problem), problem);
        }
    }

    /** As much of a text as its encoding is known by. */
    private static byte[] head(Resource resource, InputStream in) throws IOException {
        return in.readNBytes(isGuessed(resource) ? SAMPLE_BYTES : 4);
    }

    /** Whether the encoding is guessed where the bytes do not say it: JSON without one is UTF-8. */
    private static boolean isGuessed(Resource resource) {
        List<String> words = new ArrayList<>(resource.paths());
        words.add(String.valueOf(resource.format()));
        words.add(String.valueOf(resource.mediatype()));
        return resource.encoding() == null
                && words.stream()
                        .noneMatch(word -> word.toLowerCase(Locale.ROOT).contains("json"));
    }

    private @Nullable Charset charset(Resource resource, byte[] head, Path file) {
        Charset charset = TextEncoding.of(resource.encoding(), head, name(file));
        if (charset != null || !isGuessed(resource)) {
            return charset;
        }
        EncodingGuess guess = EncodingGuess.of(head);
        return guess.isUtf8() || !guess.isSureEnough() ? null : guess.charset();
    }

    /**
     * The resource with the encoding that its first file is read in where that is guessed, so that what is written of it
     * says so; the same where it is stated, UTF-8 or at an address.
     */
    public Resource withEncoding(Resource resource) {
        if (resource.paths().isEmpty() || DataPath.isUrl(resource.paths().get(0))) {
            return resource;
        }
        try {
            EncodingGuess guess = guess(resource);
            return guess == null || !guess.isSureEnough() ? resource : resource.with("encoding", Json.of(guess.name()));
        } catch (SourceException | UncheckedIOException unreadable) { // said by who reads it
            return resource;
        }
    }

    /**
     * The encoding that the first file of a resource is read in where neither the resource nor the file states one and
     * it is not UTF-8; else null. It may not be sure enough to be read by.
     */
    public @Nullable EncodingGuess guess(Resource resource) {
        List<Path> files = isGuessed(resource) ? files(resource) : List.of();
        if (files.isEmpty()) {
            return null;
        }
        String compression = Unpacked.compression(
                resource.compression(), withoutQuery(resource.paths().get(0)));
        try (InputStream in = unpacked(resource, files.get(0), compression, new StreamBytes.StoredCount(0))) {
            byte[] head = head(resource, in);
            EncodingGuess guess = EncodingGuess.of(head);
            return guess.isUtf8() || TextEncoding.of(null, head, name(files.get(0))) != null ? null : guess;
        } catch (IOException problem) {
            throw new UncheckedIOException(files.get(0) + ": cannot be read: " + Reason.of(problem), problem);
        }
    }

    private InputStream part(Resource resource, Path file, String path, StreamBytes.StoredCount stored)
            throws IOException {
        String compression = Unpacked.compression(resource.compression(), withoutQuery(path));
        byte[] head;
        try (InputStream in = unpacked(resource, file, compression, new StreamBytes.StoredCount(0))) {
            head = head(resource, in);
        }
        Charset charset = charset(resource, head, file);
        InputStream in = unpacked(resource, file, compression, stored);
        return charset == null ? in : new TranscodedStream(in, charset, name(file));
    }

    private InputStream unpacked(
            Resource resource, Path file, @Nullable String compression, StreamBytes.StoredCount stored)
            throws IOException {
        InputStream in = new FilterInputStream(Files.newInputStream(file)) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = super.read(target, offset, length);
                stored.read += Math.max(0, count);
                return count;
            }
        };
        if (compression == null) {
            return ZipArchive.holds(file) ? Unpacked.noMoreThan(in, Files.size(file), name(file)) : in;
        }
        try {
            return Unpacked.open(in, compression, resource.json().text("innerpath"), name(file), limits);
        } catch (IOException | RuntimeException problem) {
            in.close();
            throw problem;
        }
    }

    /** The part of an address that names a file. */
    private static String withoutQuery(String path) {
        int end = DataPath.isUrl(path) ? path.indexOf('?') : -1;
        return end < 0 ? path : path.substring(0, end);
    }

    private static long storedSize(List<Path> files) {
        long size = 0;
        for (Path file : files) {
            try {
                size += Files.size(file);
            } catch (IOException problem) {
                throw new UncheckedIOException(file + ": cannot be read: " + Reason.of(problem), problem);
            }
        }
        return size;
    }
}

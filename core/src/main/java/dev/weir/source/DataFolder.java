package dev.weir.source;

import dev.weir.descriptor.Resource;
import dev.weir.report.ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A folder from which resources are read.
 *
 * @param folder what paths are relative to
 * @param trusted whether they may lead out of it
 * @param elsewhere where files are that do not stand in the folder under their paths; these are trusted
 */
public record DataFolder(Path folder, boolean trusted, Limits limits, Map<String, Path> elsewhere) {
    public DataFolder {
        elsewhere = Map.copyOf(elsewhere);
    }

    /** A folder that has all of its files. */
    public DataFolder(Path folder, boolean trusted, Limits limits) {
        this(folder, trusted, limits, Map.of());
    }

    /**
     * The files of a resource, in order; none for inline data.
     *
     * @throws SourceException {@code scheme-error} where one is not there or may not be read
     */
    public List<Path> files(Resource resource) {
        List<Path> files = new ArrayList<>();
        for (String path : resource.paths()) {
            Path place = elsewhere.get(path);
            files.add(place == null ? SafePath.resolve(folder, path, trusted) : place);
        }
        return files;
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
     * The bytes of a resource's files, or of its data where that is a string.
     *
     * @throws SourceException where there are none or they cannot be opened
     */
    public ByteSource open(Resource resource) {
        String data = resource.json().text("data");
        if (data != null && !resource.json().has("path")) {
            return StreamBytes.of(resource.name(), data.getBytes(StandardCharsets.UTF_8));
        }
        List<Path> files = files(resource);
        if (files.isEmpty()) {
            throw new SourceException(
                    ErrorCode.SOURCE_ERROR, resource.name(), "The resource names no file and its data is no text");
        }
        if (files.size() == 1
                && isPlain(resource, files.get(0), resource.paths().get(0))) {
            return FileBytes.open(files.get(0));
        }
        StreamBytes.StoredCount stored = new StreamBytes.StoredCount(storedSize(files));
        List<StreamBytes.Source> sources = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            String path = resource.paths().get(i);
            sources.add(new StreamBytes.Source(file.toString(), () -> part(resource, file, path, stored)));
        }
        return new StreamBytes(sources, -1, stored);
    }

    private boolean isPlain(Resource resource, Path file, String path) {
        if (Unpacked.compression(resource.compression(), path) != null || ZipArchive.holds(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return charset(resource, in.readNBytes(4), file) == null;
        } catch (IOException problem) {
            throw new UncheckedIOException(file + ": cannot be read: " + Reason.of(problem), problem);
        }
    }

    private static @Nullable Charset charset(Resource resource, byte[] head, Path file) {
        return TextEncoding.of(resource.encoding(), head, file.toString());
    }

    private InputStream part(Resource resource, Path file, String path, StreamBytes.StoredCount stored)
            throws IOException {
        String compression = Unpacked.compression(resource.compression(), path);
        byte[] head;
        try (InputStream in = unpacked(resource, file, compression, new StreamBytes.StoredCount(0))) {
            head = in.readNBytes(4);
        }
        Charset charset = charset(resource, head, file);
        InputStream in = unpacked(resource, file, compression, stored);
        return charset == null ? in : new TranscodedStream(in, charset, file.toString());
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
            return ZipArchive.holds(file) ? Unpacked.noMoreThan(in, Files.size(file), file.toString()) : in;
        }
        try {
            return Unpacked.open(in, compression, resource.json().text("innerpath"), file.toString(), limits);
        } catch (IOException | RuntimeException problem) {
            in.close();
            throw problem;
        }
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

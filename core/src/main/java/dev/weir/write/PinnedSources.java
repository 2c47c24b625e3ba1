package dev.weir.write;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.DataPath;
import dev.weir.descriptor.DescriptorException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Resource;
import dev.weir.process.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code sources} of a package that a run made: each file that it read, by title, path from the flow's folder, version of
 * the package that names it, {@code bytes} and {@code hash}. A file past 64 MiB is not read once more for its hash: that is
 * left out unless it is known.
 */
final class PinnedSources {
    private static final long LARGE = 64L << 20;

    private final Path from;
    private final Map<Path, String> known = new HashMap<>();
    private final Map<Path, Optional<DataPackage>> packages = new HashMap<>();

    /** @param from what paths start from */
    PinnedSources(Path from) {
        this.from = from.toAbsolutePath().normalize();
    }

    /** What is known of a file's bytes. */
    void note(Path file, String hash) {
        known.put(file.toAbsolutePath().normalize(), hash);
    }

    /** The package with its own sources first, then those that were read, each file once. */
    JsonObject addTo(JsonObject dataPackage, List<Operation.Read> reads) {
        Map<String, JsonObject> pinned = new LinkedHashMap<>();
        for (Operation.Read read : reads) {
            Resource resource = read.source().resource();
            if (resource.paths().stream().noneMatch(DataPath::isUrl)) {
                for (Path file : read.source().data().files(resource)) {
                    add(pinned, resource.name(), version(read), file);
                }
            }
            Path changes = read.changes();
            if (changes != null && Files.isRegularFile(changes)) {
                add(pinned, resource.name() + ", changes", null, changes);
            }
        }
        return pinned.isEmpty()
                ? dataPackage
                : WrittenDescriptor.withSources(dataPackage, List.copyOf(pinned.values()));
    }

    private void add(Map<String, JsonObject> pinned, String title, @Nullable String version, Path file) {
        Path place = file.toAbsolutePath().normalize();
        String path = spelled(place);
        if (pinned.containsKey(path)) {
            return;
        }
        JsonObject source = JsonObject.EMPTY.with("title", title).with("path", path);
        source = version == null ? source : source.with("version", version);
        long bytes = size(place);
        source = source.with("bytes", Json.of(bytes));
        String hash = known.get(place);
        if (hash == null && bytes <= LARGE) {
            hash = CopiedFiles.measure(List.of(place)).hash();
        }
        pinned.put(path, hash == null ? source : source.with("hash", hash));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw Disk.failed(file, "read", e);
        }
    }

    private String spelled(Path file) {
        boolean sameRoot = file.getRoot() != null && file.getRoot().equals(from.getRoot());
        Path path = sameRoot ? from.relativize(file) : file;
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    /** The version of the package that stands where the paths start from, if it names the files. */
    private @Nullable String version(Operation.Read read) {
        Path descriptor = read.source().data().folder().resolve(FolderTarget.DESCRIPTOR);
        List<String> paths = read.source().resource().paths();
        return packages.computeIfAbsent(descriptor, PinnedSources::read)
                .filter(there -> there.resources().stream()
                        .anyMatch(resource -> resource.paths().equals(paths)))
                .map(DataPackage::version)
                .orElse(null);
    }

    private static Optional<DataPackage> read(Path descriptor) {
        try {
            return Files.isRegularFile(descriptor)
                    ? Optional.of(Published.read(descriptor).dataPackage())
                    : Optional.empty();
        } catch (DescriptorException broken) {
            return Optional.empty();
        }
    }
}

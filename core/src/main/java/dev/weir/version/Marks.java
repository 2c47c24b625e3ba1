package dev.weir.version;

import dev.weir.source.Sha256;
import dev.weir.write.Disk;
import dev.weir.write.NewFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a clean-up found without use and left for the next one to remove: paths from the folder of the package, one a line,
 * and a last line with the hash of those before. Marks that are damaged are none.
 */
final class Marks {
    private Marks() {}

    static Path file(StoreFolder store) {
        return store.weir().resolve("marked");
    }

    static Set<String> read(StoreFolder store) {
        byte[] bytes = StoreFolder.bytes(file(store));
        Set<String> marked = isWhole(bytes) && bytes != null ? new TreeSet<>(lines(bytes)) : new TreeSet<>();
        return marked;
    }

    /**
     * The lines of a file of this form; none where it is not there.
     *
     * @throws StoreException where it is damaged
     */
    static Set<String> require(Path file) {
        byte[] bytes = StoreFolder.bytes(file);
        if (bytes == null) {
            return Set.of();
        }
        if (!isWhole(bytes)) {
            throw new StoreException(file, "is damaged: its last line is not the hash of those before");
        }
        return new TreeSet<>(lines(bytes));
    }

    /** Whether the last line is the hash of those before. */
    static boolean isWhole(byte @org.jspecify.annotations.Nullable [] bytes) {
        if (bytes == null) {
            return false;
        }
        int last = bytes.length - 65;
        if (last < 0 || bytes[bytes.length - 1] != '\n') {
            return false;
        }
        String hash = new String(bytes, last, 64, StandardCharsets.UTF_8);
        return hash.equals(Sha256.of(java.util.Arrays.copyOf(bytes, last)));
    }

    private static List<String> lines(byte[] bytes) {
        String text = new String(bytes, 0, bytes.length - 65, StandardCharsets.UTF_8);
        return text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }

    /** Replaces the marks; none are no file. */
    static void write(StoreFolder store, Collection<String> marked) {
        write(file(store), marked);
    }

    /** Replaces a file of this form, on disk when this returns; no lines are no file. */
    static void write(Path place, Collection<String> marked) {
        Path folder = place.resolveSibling("");
        if (marked.isEmpty()) {
            Disk.delete(place);
            return;
        }
        StringBuilder text = new StringBuilder();
        new TreeSet<>(marked).forEach(path -> text.append(path).append('\n'));
        String hash = Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
        byte[] bytes = text.append(hash).append('\n').toString().getBytes(StandardCharsets.UTF_8);
        NewFile file = NewFile.of(folder, bytes);
        try {
            file.rename(place);
        } catch (RuntimeException e) {
            file.discard();
            throw e;
        }
        Disk.force(folder);
    }
}

package dev.weir.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a machine would lose that loses its power now: bytes of files that were not forced are torn, and names that were
 * given, changed or taken in a folder that was not forced since are as they were before.
 */
final class Unsynced {
    private interface Action {
        void run() throws IOException;
    }

    private record Name(Path folder, Action undo) {}

    private final Path backups;
    private final List<Name> names = new ArrayList<>();
    private final Set<Path> contents = new HashSet<>();
    private int backup;

    /** @param backups a folder for what has lost its name */
    Unsynced(Path backups) {
        this.backups = backups;
    }

    private void add(Path path, Action undo) {
        names.add(new Name(path.toAbsolutePath().getParent(), undo));
    }

    void created(Path file, boolean isNew) {
        contents.add(file.toAbsolutePath());
        if (isNew) {
            add(file, () -> Files.deleteIfExists(file));
        }
    }

    void made(Path folder) {
        add(folder, () -> deleteAll(folder));
    }

    void linked(Path link) {
        add(link, () -> Files.deleteIfExists(link));
    }

    void forced(Path path) {
        Path place = path.toAbsolutePath();
        contents.remove(place);
        names.removeIf(name -> name.folder().equals(place));
    }

    /** Keeps what a path names, which is about to lose the name; null where it names nothing, or a folder. */
    Path keep(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return null;
        }
        Path kept = backups.resolve("kept" + backup++);
        Files.createLink(kept, path);
        return kept;
    }

    void deleted(Path path, Path kept) {
        add(path, kept == null ? () -> Files.createDirectories(path) : () -> Files.move(kept, path));
    }

    void renamed(Path source, Path target, Path kept) {
        if (contents.remove(source.toAbsolutePath())) {
            contents.add(target.toAbsolutePath());
        }
        add(target, () -> {
            Files.move(target, source, StandardCopyOption.REPLACE_EXISTING);
            if (contents.remove(target.toAbsolutePath())) {
                contents.add(source.toAbsolutePath());
            }
            if (kept != null) {
                Files.move(kept, target);
            }
        });
    }

    /** The power goes. */
    void lose() {
        try {
            for (int i = names.size() - 1; i >= 0; i--) {
                names.get(i).undo().run();
            }
            for (Path file : contents) {
                if (Files.isRegularFile(file)) {
                    try (FileChannel torn = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        torn.truncate(torn.size() / 2);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        names.clear();
        contents.clear();
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

package dev.weir.write;

import dev.weir.descriptor.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The names without a number, {@code data/<name>.csv}, for people and scripts: a hard link to the newest file of a
 * resource, a copy where links cannot be. A file of such a name that is not ours is left alone.
 */
final class Links {
    private Links() {}

    static void refresh(Path folder, Published before, Published now) {
        Path data = folder.resolve("data");
        for (Resource resource : now.dataPackage().resources()) {
            for (String path : resource.paths()) {
                if (Published.number(path) >= 0) {
                    Path file = folder.resolve(path);
                    Path link = data.resolve(Disk.name(file));
                    if (!now.paths().contains("data/" + Disk.name(file))
                            && !before.paths().contains("data/" + Disk.name(file))) {
                        refresh(link, file);
                    }
                }
            }
        }
        for (String path : before.paths()) {
            Path link = data.resolve(Disk.name(folder.resolve(path)));
            boolean stays = now.paths().stream().anyMatch(kept -> kept.endsWith("/" + Disk.name(link)));
            if (Published.number(path) >= 0 && !stays && isLink(link)) {
                Disk.deleteQuietly(link);
            }
        }
    }

    /** Whether a file without a number is a link to, or a copy of, a numbered one of its name. */
    static boolean isLink(Path link) {
        Path data = link.toAbsolutePath().getParent();
        if (data == null || !Files.isRegularFile(link)) {
            return false;
        }
        for (Path version : Disk.list(data)) {
            if (Published.number("data/" + Disk.name(version) + "/x") >= 0) {
                Path file = version.resolve(Disk.name(link));
                if (Disk.isSame(link, file) || isCopy(link, file)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isCopy(Path link, Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) == Files.size(link)
                    && CopiedFiles.measure(List.of(file)).equals(CopiedFiles.measure(List.of(link)));
        } catch (IOException e) {
            return false;
        }
    }

    private static void refresh(Path link, Path file) {
        if (Disk.isSame(link, file) || Files.exists(link) && !isLink(link)) {
            return;
        }
        Path data = link.toAbsolutePath().getParent();
        if (data == null) {
            return;
        }
        Path temporary = Disk.temporary(data, 0);
        try {
            Files.createLink(temporary, file);
        } catch (IOException | UnsupportedOperationException e) {
            copy(file, data, link);
            return;
        }
        try {
            Disk.rename(temporary, link);
        } catch (UncheckedIOException e) {
            Disk.deleteQuietly(temporary);
            throw e;
        }
    }

    private static void copy(Path file, Path folder, Path link) {
        NewFile copy = NewFile.in(folder);
        try (FileChannel in = NewFile.read(file)) {
            byte[] buffer = new byte[1 << 18];
            int count;
            while ((count = in.read(java.nio.ByteBuffer.wrap(buffer))) > 0) {
                copy.append(buffer, count);
            }
            copy.seal();
            copy.rename(link);
        } catch (IOException e) {
            copy.discard();
            throw Disk.failed(link, "written", e);
        } catch (UncheckedIOException e) {
            copy.discard();
            throw e;
        }
    }
}

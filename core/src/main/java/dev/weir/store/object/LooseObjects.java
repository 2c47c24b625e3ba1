package dev.weir.store.object;

import dev.weir.store.matching.Content;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Objects in files of their own, and how the bytes of one are put together from those that it builds on. */
final class LooseObjects {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
    private static final Content NOTHING = Content.of(new byte[0]);
    private final Path folder;
    private final Packs packs;

    LooseObjects(Path folder, Packs packs) {
        this.folder = folder;
        this.packs = packs;
    }

    Path folder() {
        return folder;
    }

    Path file(String hash) {
        if (!NAME.matcher(hash).matches()) {
            throw new IllegalArgumentException("no name of an object: " + hash);
        }
        return folder.resolve(hash);
    }

    boolean has(String hash) {
        return Files.isRegularFile(file(hash));
    }

    /** The names of the objects that have a file of their own. */
    List<String> all() {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    if (NAME.matcher(PackFile.name(file)).matches()) {
                        names.add(PackFile.name(file));
                    }
                }
            } catch (IOException e) {
                throw NewObject.failed(folder, "read", e);
            } catch (DirectoryIteratorException e) {
                IOException cause = e.getCause();
                throw NewObject.failed(folder, "read", cause == null ? new IOException(e) : cause);
            }
        }
        return names;
    }

    Header header(String hash) {
        try (StoredFile file = StoredFile.open(file(hash), hash)) {
            return Header.read(file);
        }
    }

    long storedBytes(String hash) {
        try {
            return Files.size(file(hash));
        } catch (IOException e) {
            throw NewObject.failed(file(hash), "read", e);
        }
    }

    /** Compares the file of an object with its checksum. */
    void check(String hash) {
        try (StoredFile file = StoredFile.open(file(hash), hash)) {
            file.check();
        }
    }

    void delete(String hash) {
        try {
            Files.deleteIfExists(file(hash));
        } catch (IOException e) {
            throw NewObject.failed(file(hash), "removed", e);
        }
    }

    /** The bytes of an object, from its own file or from a pack, not yet compared with its name. */
    Content content(String hash) {
        PackFile.Entry entry = has(hash) ? null : packs.find(hash);
        return entry == null ? open(file(hash), hash) : Content.of(packs.bytes(entry));
    }

    /** The bytes of the object in {@code path}. */
    Content open(Path path, String hash) {
        StoredFile file = StoredFile.open(path, hash);
        Content base = NOTHING;
        try {
            Header header = Header.read(file);
            if (header.depth() > 0) {
                base = base(file, header);
            }
            return header.form() == Header.FULL
                    ? new FullContent(file, header, base)
                    : new DeltaContent(file, header, base);
        } catch (RuntimeException problem) {
            file.close();
            base.close();
            throw problem;
        }
    }

    private Content base(StoredFile file, Header header) {
        String base = header.base();
        boolean own = has(base);
        if (!own && packs.find(base) == null) {
            packs.refresh();
            if (packs.find(base) == null) {
                throw file.damaged("builds on object " + base + ", which is not there");
            }
        }
        // Each step down is less deep, so that a ring of damaged objects has an end.
        if (own && header(base).depth() >= header.depth()) {
            throw file.damaged("is damaged: it builds on object " + base + ", which is as deep");
        }
        return content(base);
    }
}

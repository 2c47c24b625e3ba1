package dev.weir.store.object;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The packs of a store and what they hold, as far as they were read; the frame that was read last is kept. Safe for
 * several threads.
 */
final class Packs {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}");
    private final Path folder;
    private final Set<Path> known = new HashSet<>();
    private final Map<String, PackFile.Entry> entries = new HashMap<>();
    private boolean read;
    private PackFile.@Nullable PackedFrame frame;
    private byte[] bytes = {};

    Packs(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** The packs that are there now, in the order of names. */
    List<Path> list() {
        List<Path> packs = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    if (NAME.matcher(PackFile.name(file)).matches()) {
                        packs.add(file);
                    }
                }
            } catch (IOException e) {
                throw NewObject.failed(folder, "read", e);
            } catch (DirectoryIteratorException e) {
                IOException cause = e.getCause();
                throw NewObject.failed(folder, "read", cause == null ? new IOException(e) : cause);
            }
        }
        Collections.sort(packs);
        return packs;
    }

    /** Reads which packs there are now. */
    synchronized void refresh() {
        List<Path> now = list();
        read = true;
        if (known.equals(new HashSet<>(now))) {
            return;
        }
        known.clear();
        entries.clear();
        for (Path pack : now) {
            for (PackFile.Entry entry : PackFile.entries(pack)) {
                entries.putIfAbsent(entry.hash(), entry);
            }
            known.add(pack);
        }
    }

    /** Where an object is, by what is known. */
    synchronized PackFile.@Nullable Entry find(String hash) {
        if (!read) {
            refresh();
        }
        return entries.get(hash);
    }

    /** All that is in packs, by name. */
    synchronized Map<String, PackFile.Entry> entries() {
        refresh();
        return Map.copyOf(entries);
    }

    /** What an object of a pack holds, not yet compared with its name. */
    synchronized byte[] bytes(PackFile.Entry entry) {
        if (frame == null || !frame.equals(entry.frame())) {
            bytes = PackFile.read(entry.frame());
            frame = entry.frame();
        }
        return Arrays.copyOfRange(bytes, entry.from(), entry.from() + entry.length());
    }
}

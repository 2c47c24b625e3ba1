package dev.weir.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Temporary files of a run. They are removed from their folder as soon as they are open where the system allows it, and
 * when this is closed. Safe for several threads.
 */
public final class SpillFolder implements AutoCloseable {
    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private final Map<FileChannel, Path> channels = new IdentityHashMap<>();

    /** Spills go to files in {@code folder}, which exists. */
    public SpillFolder(Path folder) {
        this.folder = folder;
    }

    /** A new empty file, open for reading and writing; closed and removed by {@link #close} or {@link #discard}. */
    public synchronized FileChannel create() {
        Path file = null;
        try {
            file = Files.createTempFile(folder, "weir-", ".spill");
            files.add(file);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            channels.put(channel, file);
            return channel;
        } catch (IOException e) {
            Path named = file == null ? folder : file;
            throw new UncheckedIOException(named + ": cannot make a temporary file: " + e.getMessage(), e);
        }
    }

    /** Where the file of an open channel of this folder is, for messages. */
    synchronized Path pathOf(FileChannel channel) {
        return channels.getOrDefault(channel, folder);
    }

    /** Closes and removes one file before its time. */
    public synchronized void discard(FileChannel channel) {
        channels.remove(channel);
        closeQuietly(channel);
    }

    @Override
    public synchronized void close() {
        channels.keySet().forEach(SpillFolder::closeQuietly);
        channels.clear();
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // Left to the system's own clean-up of temporary files: the run's result does not depend on it.
            }
        }
        files.clear();
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // A temporary file that was only read: nothing is lost.
        }
    }
}

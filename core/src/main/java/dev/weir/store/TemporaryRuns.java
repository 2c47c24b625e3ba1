package dev.weir.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sorted runs in a folder of their own, which goes when they are closed. One thread. */
public final class TemporaryRuns implements AutoCloseable {
    private final Path folder;
    private final MemoryBudget budget;
    private final Map<String, SortedRuns> tables = new HashMap<>();

    /** @param parent where the folder is made */
    public TemporaryRuns(Path parent, MemoryBudget budget) {
        this.budget = budget;
        try {
            this.folder = Files.createTempDirectory(parent, "weir-");
        } catch (IOException e) {
            throw new UncheckedIOException(parent + ": cannot make a temporary folder: " + e.getMessage(), e);
        }
    }

    /** A table by name, new and empty where it is asked for first. */
    public SortedRuns table(String name) {
        return tables.computeIfAbsent(name, key -> SortedRuns.open(folder, key, List.of(), budget));
    }

    @Override
    public void close() {
        tables.values().forEach(SortedRuns::close);
        tables.clear();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // Left to the system's own clean-up of temporary files.
        }
    }
}

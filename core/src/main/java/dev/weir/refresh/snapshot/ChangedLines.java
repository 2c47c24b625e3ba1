package dev.weir.refresh.snapshot;

import dev.weir.row.TextBuffer;
import dev.weir.source.Reason;
import dev.weir.store.MemoryBudget;
import dev.weir.store.SortedCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts the lines that one file has and another has not, whatever their order: a line is retracted, another asserted. Line
 * breaks within quotes end no line; the first line, which is the header, does not count.
 *
 * <p>Memory: as {@link SortedCounts}. Errors: a file that cannot be read is an {@link UncheckedIOException}.
 */
public final class ChangedLines implements AutoCloseable {
    private static final byte OLD = 0;
    private static final byte NEW = 1;

    private final SortedCounts lines;
    private final TextBuffer line = new TextBuffer(256);
    private byte[] last = {};
    private long standing;
    private long changed;

    private ChangedLines(Path folder, MemoryBudget budget) {
        this.lines = SortedCounts.in(folder, budget);
    }

    /**
     * Counts.
     *
     * @param before null where there was none, or it is gone
     * @param folder for temporary files
     */
    public static long count(@Nullable Path before, Path after, Path folder, MemoryBudget budget) {
        try (ChangedLines count = new ChangedLines(folder, budget)) {
            if (before != null) {
                count.read(before, OLD);
            }
            count.read(after, NEW);
            return count.changed();
        }
    }

    private void read(Path file, byte side) {
        try (FileParts parts = new FileParts(file, false)) {
            boolean isQuoted = false;
            boolean isHead = true;
            while (parts.has(1)) {
                for (int i = parts.from; i < parts.to; i++) {
                    byte one = parts.bytes[i];
                    isQuoted ^= one == '"';
                    if (one == '\n' && !isQuoted) {
                        end(isHead, side);
                        isHead = false;
                    } else {
                        line.put(one);
                    }
                }
                parts.skip(parts.to - parts.from);
            }
            if (line.length > 0) {
                end(isHead, side);
            }
        } catch (NoSuchFileException gone) {
            line.clear(); // all lines of the other one have changed
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + Reason.of(e), e);
        }
    }

    private void end(boolean isHead, byte side) {
        if (!isHead) {
            line.put(side);
            lines.add(line.bytes, 0, line.length);
        }
        line.clear();
    }

    private long changed() {
        lines.forEach((bytes, from, to, count) -> {
            if (!Arrays.equals(last, 0, last.length, bytes, from, to - 1)) {
                changed += Math.abs(standing);
                standing = 0;
                last = Arrays.copyOfRange(bytes, from, to - 1);
            }
            standing += bytes[to - 1] == NEW ? count : -count;
        });
        return changed + Math.abs(standing);
    }

    @Override
    public void close() {
        lines.close();
    }
}

package dev.weir.refresh.source;

import dev.weir.delta.PatienceDiff;
import dev.weir.delta.RefusedException;
import dev.weir.operate.Batches;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Matches the rows of two files without a key as sequences: common prefix, common suffix, patience diff. Both are read
 * once for the hashes of the rows behind the first difference, and once more for those rows that differ; pairs are then
 * compared.
 *
 * <p>Memory: some 40 bytes a row behind the first difference.
 */
final class SequenceMatch {
    private static final int HASH_BYTES = 28;

    private final SourceTable table;
    private final Supplier<Batches> file;
    private final Matching found;
    private long[] oldHashes = {};
    private long[] newHashes = {};
    private int oldCount;
    private int newCount;
    private long prefix;

    private SequenceMatch(SourceTable table, Supplier<Batches> file) {
        this.table = table;
        this.file = file;
        this.found = new Matching(table);
    }

    static Matching of(SourceTable table, Supplier<Batches> file) {
        SequenceMatch match = new SequenceMatch(table, file);
        match.hash();
        if (match.oldCount == 0 && match.newCount == 0) {
            return match.found;
        }
        int[] oldOf = PatienceDiff.match(
                Arrays.copyOf(match.oldHashes, match.oldCount), Arrays.copyOf(match.newHashes, match.newCount));
        match.oldHashes = new long[0];
        match.newHashes = new long[0];
        match.collect(oldOf);
        return match.found;
    }

    private void hash() {
        try (KeptLines old = new KeptLines(table.rows());
                FileLines now = new FileLines(table, file.get(), Set.of())) {
            Line kept = old.ahead(0);
            Line line = now.ahead(0);
            while (kept != null && line != null && Arrays.equals(kept.cells, line.cells)) {
                old.take();
                now.take();
                kept = old.ahead(0);
                line = now.ahead(0);
            }
            prefix = old.taken();
            for (; kept != null; kept = old.ahead(0)) {
                oldHashes = roomFor(oldHashes, oldCount);
                oldHashes[oldCount++] = RowHash.of(kept.cells);
                old.take();
            }
            for (; line != null; line = now.ahead(0)) {
                newHashes = roomFor(newHashes, newCount);
                newHashes[newCount++] = RowHash.of(line.cells);
                now.take();
            }
            found.oldRows = old.taken();
            found.newRows = now.taken();
        }
    }

    private long[] roomFor(long[] hashes, int count) {
        if (count < hashes.length) {
            return hashes;
        }
        int more = Math.max(1024, count / 2);
        found.hold((long) more * HASH_BYTES);
        return Arrays.copyOf(hashes, count + more);
    }

    private void collect(int[] oldOf) {
        try (KeptLines old = new KeptLines(table.rows());
                FileLines now = new FileLines(table, file.get(), Set.of())) {
            for (long i = 0; i < prefix; i++) {
                same(old, now);
            }
            for (int of : oldOf) {
                if (of < 0) {
                    found.added(line(now));
                    now.take();
                    continue;
                }
                while (old.taken() < prefix + of) {
                    found.gone(line(old));
                    old.take();
                }
                same(old, now);
            }
            for (Line line = old.ahead(0); line != null; line = old.ahead(0)) {
                found.gone(line);
                old.take();
            }
        }
    }

    private void same(Lines old, Lines now) {
        Line kept = line(old);
        Line line = line(now);
        if (!Arrays.equals(kept.cells, line.cells)) {
            throw changed();
        }
        found.same(kept, line);
        old.take();
        now.take();
    }

    private Line line(Lines lines) {
        Line line = lines.ahead(0);
        if (line == null) {
            throw changed();
        }
        return line;
    }

    private RefusedException changed() {
        return new RefusedException(table.name() + " changed while it was read");
    }
}

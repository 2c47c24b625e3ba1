package dev.weir.store.matching;

import java.util.Optional;

/**
 * Finds the records that a file has in common with its base, in one pass over either.
 *
 * <p>A record is looked for among those that follow the last copy in the base, then among all (of long bases: some of
 * them, by their hash); a run that is found there is followed to both sides. Records count as the same by their hash: who
 * uses what is found reads back what it has made. Memory: 16 MB at most, and the operations, of which there are at most
 * {@link #MOST} bytes.
 */
public final class Matching {
    private static final int MOST = 1 << 23;
    private static final int SHARE_OF_HEAP = 16;

    /** So many records in a row without a counterpart, and only the next of the base is looked at. */
    private static final int PATIENCE = 1024;

    /** A shorter copy takes more than it saves. */
    private static final int SHORTEST = 16;

    /** Jumps in the base that are free, and how many bytes have to be copied for one more. */
    private static final int FREE_JUMPS = 1000;

    private static final int BYTES_A_JUMP = 1 << 14;
    private static final long TRIAL = 1 << 26;
    private static final int CHUNK = 1 << 12;

    private final Content content;
    private final Content base;
    private final RecordTable table = new RecordTable();
    private final Operations operations = new Operations();
    private final long most = Math.min(MOST, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    private long insert;
    private long source;
    private long copy;
    private long behind;
    private long jumps;

    private Matching(Content content, Content base) {
        this.content = content;
        this.base = base;
    }

    /** What makes {@code content} of {@code base}; nothing where too much has changed for this to be worthwhile. */
    public static Optional<Operations> of(Content content, Content base) {
        return new Matching(content, base).find();
    }

    private Optional<Operations> find() {
        Records indexed = new Records(base, 0);
        while (indexed.next()) {
            table.add(indexed.hash(), indexed.at());
        }
        Lookahead ahead = new Lookahead(base);
        Records records = new Records(content, 0);
        long copied = 0;
        int misses = 0;
        while (records.next()) {
            long found = ahead.take(records.hash(), misses < PATIENCE ? Lookahead.RECORDS : 1);
            if (found < 0 && jumps < FREE_JUMPS + copied / BYTES_A_JUMP) {
                found = table.find(records.hash());
                if (found >= 0) {
                    jumps++;
                    ahead.seek(found + records.length());
                    long same = before(records.at(), found);
                    behind -= same;
                    found -= same;
                }
            }
            if (found < 0) {
                behind += records.length();
                misses++;
            } else {
                copied += records.length();
                misses = 0;
                match(found, records.at() + records.length());
            }
            boolean hopeless = records.at() > TRIAL && copied < records.at() / SHARE_OF_HEAP;
            if (hopeless || operations.size() > most) {
                return Optional.empty();
            }
        }
        emit();
        if (insert + behind > 0) {
            operations.add(insert + behind, 0, 0);
        }
        return Optional.of(operations);
    }

    /** How many of the bytes that wait to be inserted before {@code at} also stand before {@code found}. */
    private long before(long at, long found) {
        long most = Math.min(behind, found);
        long same = 0;
        while (same < most) {
            int count = (int) Math.min(CHUNK, most - same);
            byte[] here = content.part(at - same - count, count);
            byte[] there = base.part(found - same - count, count);
            for (int i = count - 1; i >= 0; i--) {
                if (here[i] != there[i]) {
                    return same;
                }
                same++;
            }
        }
        return same;
    }

    /** All up to {@code end} that is not accounted for, less what waits, stands in the base at {@code found}. */
    private void match(long found, long end) {
        long length = end - (operations.inserted() + operations.copied() + insert + copy + behind);
        if (length < 0) {
            throw new IllegalStateException("records that overlap");
        }
        if (behind == 0 && copy > 0 && found == source + copy) {
            copy += length;
            return;
        }
        emit();
        insert += behind;
        behind = 0;
        source = found;
        copy = length;
    }

    private void emit() {
        if (copy >= SHORTEST) {
            operations.add(insert, copy, source);
            insert = 0;
        } else {
            insert += copy;
        }
        copy = 0;
    }
}

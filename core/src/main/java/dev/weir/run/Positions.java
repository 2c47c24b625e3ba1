package dev.weir.run;

import dev.weir.row.Position;
import dev.weir.source.StreamBytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a table stand in its source: for each segment its first byte, record and line. Filled in order of
 * segments, one thread at a time; then read by several.
 */
final class Positions {
    private static final long FAR = 1 << 20;

    private final String resource;
    private final long recordsBefore;
    private final long linesBefore;
    private final boolean exact;
    private final @Nullable StreamBytes parts;
    private long[] starts = new long[64];
    private long[] records = new long[64];
    private long[] lines = new long[64];
    private int segments;
    private long recordCount;
    private long lineCount;

    /** @param exact whether lines and bytes are those of the source */
    Positions(String resource, long recordsBefore, long linesBefore, boolean exact) {
        this(resource, recordsBefore, linesBefore, exact, null);
    }

    /** @param parts the source, where it has several parts */
    Positions(String resource, long recordsBefore, long linesBefore, boolean exact, @Nullable StreamBytes parts) {
        this.resource = resource;
        this.recordsBefore = recordsBefore;
        this.linesBefore = linesBefore;
        this.exact = exact;
        this.parts = parts;
    }

    String resource() {
        return resource;
    }

    /** Adds the next segment. */
    synchronized void add(long start, long recordsOfSegment, long linesOfSegment) {
        if (segments == starts.length) {
            starts = Arrays.copyOf(starts, segments * 2);
            records = Arrays.copyOf(records, segments * 2);
            lines = Arrays.copyOf(lines, segments * 2);
        }
        starts[segments] = start;
        records[segments] = recordCount;
        lines[segments] = lineCount;
        segments++;
        recordCount += recordsOfSegment;
        lineCount += linesOfSegment;
    }

    /** Adds rows that were made to a segment, the last one or a later one; rows far behind all others stand nowhere. */
    synchronized void add(long segment, int rows) {
        if (segment >= segments + FAR) {
            return;
        }
        while (segments <= segment) {
            add(-1, 0, 0);
        }
        recordCount += rows;
    }

    synchronized long start(long segment) {
        return starts[(int) segment];
    }

    /** Whether a label is that of a row of this table. */
    private synchronized boolean knows(long label) {
        return label >>> 32 < segments;
    }

    /** The number of a row's record in its resource, from 1; 0 for a row that stands behind none. */
    synchronized long rowNumber(long label) {
        if (!knows(label)) {
            return 0;
        }
        return recordsBefore + records[(int) (label >>> 32)] + (label & 0xffffffffL) + 1;
    }

    /**
     * @param linesInSegment line breaks of the row's segment before it
     * @param offset of the row's first byte
     */
    synchronized Position position(long label, long linesInSegment, long offset) {
        if (!exact || offset < 0) {
            return new Position(resource, rowNumber(label), 0, -1);
        }
        long line = linesBefore + lines[(int) (label >>> 32)] + linesInSegment + 1;
        if (parts == null) {
            return new Position(resource, rowNumber(label), line, offset);
        }
        StreamBytes.Part part = parts.part(offset);
        return new Position(
                resource, rowNumber(label), line - part.firstLine() + 1, offset - part.start(), part.name());
    }
}

package dev.weir.store.matching;

import java.util.ArrayList;
import java.util.List;

/** What makes a file of its base, in the order of the file: each time bytes to insert, then a part to copy. */
public final class Operations {
    private static final int CHUNK = 1 << 16;
    private final List<byte[]> full = new ArrayList<>();
    private Numbers last = new Numbers();
    private long inserted;
    private long copied;

    void add(long insert, long copy, long source) {
        last.number(insert).number(copy).number(source);
        inserted += insert;
        copied += copy;
        if (last.size() > CHUNK) {
            full.add(last.copy());
            last = new Numbers();
        }
    }

    /** How many bytes are inserted. */
    public long inserted() {
        return inserted;
    }

    long copied() {
        return copied;
    }

    /** About how many bytes the operations take. */
    public long size() {
        return (long) full.size() * CHUNK + last.size();
    }

    /** Hands the operations over, in order. */
    public void each(Each each) {
        List<byte[]> chunks = new ArrayList<>(full);
        chunks.add(last.copy());
        for (byte[] chunk : chunks) {
            Reader reader = new Reader(chunk);
            while (reader.at < chunk.length) {
                each.operation(reader.number(), reader.number(), reader.number());
            }
        }
    }

    /** Takes an operation. */
    public interface Each {
        void operation(long insert, long copy, long source);
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        long number() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                int next = bytes[at++];
                value |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }
    }
}

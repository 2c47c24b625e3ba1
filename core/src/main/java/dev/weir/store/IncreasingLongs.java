package dev.weir.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remembers longs that only increase, with their increasing labels, block by block: nearly nothing where they increase by
 * one step and labels by one, one or two bytes a value else, and as many where labels leave some out. Past the budget the bytes go to a temporary file.
 *
 * <p>A block is encoded by whoever reads it ({@link Block}); one thread adds blocks in label order.
 */
public final class IncreasingLongs implements AutoCloseable {
    private static final int CHUNK = 1 << 14;
    private static final int HEAD = 5;

    private final MemoryBudget budget;
    private final SpillFile file;
    private final List<long[]> full = new ArrayList<>();
    private long[] last = new long[256];
    private int used;
    private long reserved;
    private boolean empty = true;
    private long greatest;

    public IncreasingLongs(MemoryBudget budget, SpillFolder spills) {
        this.budget = budget;
        this.file = new SpillFile(spills);
    }

    /** Adds a block if its values continue the increase; else nothing is changed. */
    public boolean add(Block block) {
        if (block.count == 0) {
            return true;
        }
        if (!empty && block.first <= greatest) {
            return false;
        }
        empty = false;
        greatest = block.last;
        put(block.first);
        put(block.label);
        put(block.gaps ? -block.count : block.count);
        put(block.step);
        put(block.words);
        for (int i = 0; i < block.words; i++) {
            put(block.deltas[i]);
        }
        return true;
    }

    private void put(long word) {
        if (used == last.length) {
            more();
        }
        last[used++] = word;
    }

    private void more() {
        if (last.length < CHUNK) {
            last = Arrays.copyOf(last, 4 * last.length);
            return;
        }
        if (budget.tryReserve(8L * CHUNK)) {
            reserved += 8L * CHUNK;
            full.add(last);
            last = new long[CHUNK];
        } else {
            for (long[] chunk : full) {
                file.append(chunk, 0, chunk.length);
            }
            file.append(last, 0, used);
            file.flush();
            full.clear();
            budget.release(reserved);
            reserved = 0;
        }
        used = 0;
    }

    /** Gives every value with its label, in order. */
    public void forEach(Values sink) {
        Replay replay = new Replay(sink);
        long[] buffer = new long[CHUNK];
        for (long at = 0; at < file.length(); ) {
            int count = (int) Math.min(CHUNK, file.length() - at);
            file.read(at, buffer, count);
            replay.accept(buffer, count);
            at += count;
        }
        for (long[] chunk : full) {
            replay.accept(chunk, chunk.length);
        }
        replay.accept(last, used);
    }

    @Override
    public void close() {
        budget.release(reserved);
        reserved = 0;
        full.clear();
        last = new long[0];
        used = 0;
        file.close();
    }

    /** Takes values with their labels. */
    @FunctionalInterface
    public interface Values {
        void accept(long value, long label);
    }

    /** Reads the words back; a block may end in a later stretch than it began. */
    private static final class Replay {
        private final Values sink;
        private final long[] head = new long[HEAD];
        private int headFilled;
        private long[] deltas = new long[256];
        private int deltasFilled;

        Replay(Values sink) {
            this.sink = sink;
        }

        void accept(long[] words, int length) {
            for (int i = 0; i < length; i++) {
                if (headFilled < HEAD) {
                    head[headFilled++] = words[i];
                } else {
                    if (deltasFilled == deltas.length) {
                        deltas = Arrays.copyOf(deltas, 2 * deltasFilled);
                    }
                    deltas[deltasFilled++] = words[i];
                }
                if (headFilled == HEAD && deltasFilled == head[4]) {
                    block();
                    headFilled = 0;
                    deltasFilled = 0;
                }
            }
        }

        private void block() {
            decode(head[0], head[1], head[2], head[3], deltas, sink);
        }
    }

    private static long varint(long[] deltas, int at) {
        long value = 0;
        for (int i = at, shift = 0; ; i++, shift += 7) {
            long eight = deltas[i >> 3] >>> ((i & 7) << 3);
            value |= (eight & 0x7f) << shift;
            if ((eight & 0x80) == 0) {
                return value;
            }
        }
    }

    private static int bytes(long value) {
        return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
    }

    private static void decodeWithGaps(long first, long label, long count, long[] deltas, Values sink) {
        long value = first;
        long at = label;
        int next = 0;
        sink.accept(value, at);
        for (long i = 1; i < count; i++) {
            long delta = varint(deltas, next);
            next += bytes(delta);
            long gap = varint(deltas, next);
            next += bytes(gap);
            value += delta;
            at += gap;
            sink.accept(value, at);
        }
    }

    private static void decode(long first, long label, long count, long step, long[] deltas, Values sink) {
        if (count < 0) {
            decodeWithGaps(first, label, -count, deltas, sink);
            return;
        }
        long value = first;
        int at = 0;
        sink.accept(value, label);
        for (long i = 1; i < count; i++) {
            long delta = step;
            if (delta == 0) {
                for (int shift = 0; ; shift += 7) {
                    long eight = deltas[at >> 3] >>> ((at & 7) << 3);
                    at++;
                    delta |= (eight & 0x7f) << shift;
                    if ((eight & 0x80) == 0) {
                        break;
                    }
                }
            }
            value += delta;
            sink.accept(value, label + i);
        }
    }

    /** The increasing values of one block of rows with increasing labels. Its arrays are used again. */
    public static final class Block {
        private long first;
        private long last;
        private long label;
        private int count;
        private long step;
        private boolean gaps;
        private long[] deltas = new long[0];
        private int words;
        private int bytes;
        private long word;

        /**
         * Takes the values from {@code from} to before {@code to} if they strictly increase; else returns false and
         * holds nothing.
         *
         * @param label the label of the first of them; those that follow count up
         */
        public boolean set(long[] values, int from, int to, long label) {
            this.count = 0;
            this.words = 0;
            if (from == to) {
                return true;
            }
            if (!increases(values, from, to)) {
                return false;
            }
            this.first = values[from];
            this.last = values[to - 1];
            this.label = label;
            this.gaps = false;
            this.step = step(values, from, to);
            if (step == 0) {
                encode(values, from, to, null);
            }
            this.count = to - from;
            return true;
        }

        /**
         * The same, for rows whose labels leave some out.
         *
         * @param labels the label of each value, by the value's index
         */
        public boolean set(long[] values, int from, int to, long[] labels) {
            boolean increases = set(values, from, to, from == to ? 0 : labels[from]);
            if (increases && to - from > 1) {
                this.gaps = true;
                encode(values, from, to, labels);
            }
            return increases;
        }

        /** Gives the values with their labels. */
        public void forEach(Values sink) {
            if (count > 0) {
                decode(first, label, gaps ? -count : count, step, deltas, sink);
            }
        }

        private static boolean increases(long[] values, int from, int to) {
            boolean right = true;
            for (int i = from + 1; i < to; i++) {
                right &= values[i] > values[i - 1];
            }
            return right;
        }

        /** What every value adds to the one before, or 0 where they differ. */
        private static long step(long[] values, int from, int to) {
            if (to - from == 1) {
                return 1;
            }
            long step = values[from + 1] - values[from];
            for (int i = from + 2; i < to; i++) {
                if (values[i] - values[i - 1] != step) {
                    return 0;
                }
            }
            return step;
        }

        private void encode(long[] values, int from, int to, long @Nullable [] labels) {
            int most = ((to - from) * (labels == null ? 10 : 20) + 7) >> 3;
            if (deltas.length < most) {
                deltas = new long[most];
            }
            bytes = 0;
            word = 0;
            for (int i = from + 1; i < to; i++) {
                append(values[i] - values[i - 1]);
                if (labels != null) {
                    append(labels[i] - labels[i - 1]);
                }
            }
            if ((bytes & 7) != 0) {
                deltas[bytes >> 3] = word;
            }
            words = (bytes + 7) >> 3;
        }

        private void append(long value) {
            long rest = value;
            while (true) {
                boolean more = (rest & ~0x7fL) != 0;
                word |= (rest & 0x7f | (more ? 0x80 : 0)) << ((bytes & 7) << 3);
                if ((++bytes & 7) == 0) {
                    deltas[(bytes >> 3) - 1] = word;
                    word = 0;
                }
                if (!more) {
                    return;
                }
                rest >>>= 7;
            }
        }
    }
}

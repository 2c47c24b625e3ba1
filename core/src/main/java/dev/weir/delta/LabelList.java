package dev.weir.delta;

import dev.weir.row.TextBuffer;
import java.util.Arrays;

/** Labels, or keys, of rows one behind the other in one array, numbered from 0. One thread. */
public final class LabelList {
    private final TextBuffer out = new TextBuffer(256);
    private int[] ends = new int[64];
    private int size;
    /** Kept so that nobody leaves the reading out. */
    private int touched;

    public int size() {
        return size;
    }

    /** All bytes; label {@code i} is from {@link #from} to before {@link #to}. Valid until something is added. */
    public byte[] bytes() {
        return out.bytes;
    }

    public int from(int i) {
        return i == 0 ? 0 : ends[i - 1];
    }

    public int to(int i) {
        return ends[i];
    }

    /** Has the memory of labels fetched that are about to be looked at, in any order; numbers below zero are passed over. */
    public void touch(int[] numbers, int start, int end) {
        int sum = 0;
        for (int i = start; i < end; i++) {
            sum += numbers[i] < 0 ? 0 : ends[numbers[i]];
        }
        for (int i = start; i < end; i++) {
            sum += numbers[i] < 0 ? 0 : out.bytes[ends[numbers[i]] - 1];
        }
        touched = sum;
    }

    public byte[] get(int i) {
        return Arrays.copyOfRange(out.bytes, from(i), ends[i]);
    }

    /** Where the bytes of the next label are put; {@link #end} makes them one. */
    public TextBuffer next() {
        return out;
    }

    /** Ends the label whose bytes were put behind the last one. */
    public void end() {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        ends[size++] = out.length;
    }

    public void add(byte[] label) {
        out.put(label, 0, label.length);
        end();
    }

    public void add(LabelList other, int i) {
        out.put(other.out.bytes, other.from(i), other.ends[i]);
        end();
    }

    /** Adds the label of the row at a place of a first load. */
    public void addPlace(long place) {
        Label.put(place, out);
        out.put((byte) 0);
        end();
    }

    /** Bytes of heap. */
    public long heapBytes() {
        return out.bytes.length + 4L * ends.length;
    }

    public void clear() {
        size = 0;
        out.length = 0;
    }
}

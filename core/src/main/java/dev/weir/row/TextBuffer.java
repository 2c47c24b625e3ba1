package dev.weir.row;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing buffer of UTF-8 text, written to by formatters and writers. A hot loop calls {@link #ensure} and then writes
 * to {@link #bytes} at {@link #length} itself. One thread.
 */
public final class TextBuffer {
    public byte[] bytes;
    public int length;

    public TextBuffer(int capacity) {
        this.bytes = new byte[capacity];
    }

    /** Makes room for {@code more} bytes behind the end. */
    public void ensure(int more) {
        if (bytes.length - length < more) {
            grow(more);
        }
    }

    private void grow(int more) {
        long wanted = Math.max((long) length + more, bytes.length * 2L);
        bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
    }

    public void put(byte value) {
        ensure(1);
        bytes[length++] = value;
    }

    public void put(byte[] source, int from, int to) {
        int count = to - from;
        ensure(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    public void put(byte[] source) {
        put(source, 0, source.length);
    }

    public void put(String text) {
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    public void clear() {
        length = 0;
    }

    public String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}

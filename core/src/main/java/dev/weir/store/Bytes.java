package dev.weir.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian numbers in byte arrays, at any place. */
final class Bytes {
    /** Bytes that {@link #copy} may read or write behind a slice, where they are there. */
    static final int RUN_OVER = 8;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private Bytes() {}

    static long getLong(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    static void putLong(byte[] bytes, int at, long value) {
        LONG.set(bytes, at, value);
    }

    static int getInt(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static void putInt(byte[] bytes, int at, int value) {
        INT.set(bytes, at, value);
    }

    static int getShort(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at) & 0xffff;
    }

    static void putShort(byte[] bytes, int at, int value) {
        SHORT.set(bytes, at, (short) value);
    }

    /** The unsigned number of {@code width} bytes (0, 1, 2, 4 or 8) at {@code at}. */
    static long get(byte[] bytes, int at, int width) {
        return switch (width) {
            case 0 -> 0;
            case 1 -> bytes[at] & 0xffL;
            case 2 -> (short) SHORT.get(bytes, at) & 0xffffL;
            case 4 -> (int) INT.get(bytes, at) & 0xffffffffL;
            default -> (long) LONG.get(bytes, at);
        };
    }

    /**
     * Copies a short slice 8 bytes at a time where both arrays have the room to run over its end, as padded buffers do.
     */
    static void copy(byte[] from, int start, int length, byte[] to, int at) {
        if (length <= 128 && start + length + RUN_OVER <= from.length && at + length + RUN_OVER <= to.length) {
            for (int i = 0; i < length; i += 8) {
                LONG.set(to, at + i, (long) LONG.get(from, start + i));
            }
        } else {
            System.arraycopy(from, start, to, at, length);
        }
    }
}

package dev.weir.type;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of text at once: the first byte of the text is the lowest byte of the word.
 *
 * <p>Digits are held as 0 to 9 a byte after an exclusive or with {@link #ZEROS}.
 */
final class Words {
    static final long ZEROS = 0x3030303030303030L;
    static final long HIGH_BITS = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    static long load(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static void store(byte[] bytes, int at, long word) {
        LONGS.set(bytes, at, word);
    }

    /** Not zero where a byte of {@code digits} is above 9. */
    static long aboveNine(long digits) {
        return ((digits + 0x7676767676767676L) | digits) & HIGH_BITS;
    }

    /** A flag in the high bit of the lowest zero byte; flags above it mean nothing. Zero where there is no zero byte. */
    static long lowestZeroByte(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }

    /** The number that eight digits say, most significant digit in the lowest byte. */
    static long number(long digits) {
        long pairs = digits * 10 + (digits >>> 8);
        return ((pairs & 0x000000FF000000FFL) * 0x000F424000000064L
                        + (pairs >>> 16 & 0x000000FF000000FFL) * 0x0000271000000001L)
                >>> 32;
    }

    /** The first {@code length} bytes of a word, 1 to 8, the others zero. */
    static long first(long word, int length) {
        return word & -1L >>> (64 - 8 * length);
    }

    /** The word that a text of 1 to 8 bytes loads as, zeros behind it. */
    static long of(byte[] text) {
        long word = 0;
        for (int i = text.length - 1; i >= 0; i--) {
            word = word << 8 | text[i] & 0xff;
        }
        return word;
    }
}

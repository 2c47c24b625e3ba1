package dev.weir.parse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rows of a JSON table are: arrays, or objects with these keys. Immutable.
 *
 * @param keyed whether rows are objects
 * @param keys the key of each column, in UTF-8; none for arrays
 * @param written the same as they are mostly written, in quotes and with a colon; none where one is twice or has escapes
 * @param index the column of each key
 * @param closed whether a key that is none of these is an error of its row
 */
record JsonShape(boolean keyed, byte[][] keys, Written[] written, Map<String, Integer> index, boolean closed) {
    private static final Written[] NONE = {};
    static final JsonShape ARRAYS = new JsonShape(false, new byte[0][], NONE, Map.of(), false);

    static JsonShape ofKeys(List<String> keys, boolean closed) {
        Map<String, Integer> index = new HashMap<>();
        byte[][] utf8 = new byte[keys.size()][];
        Written[] written = new Written[keys.size()];
        boolean plain = true;
        for (int i = 0; i < utf8.length; i++) {
            utf8[i] = keys.get(i).getBytes(StandardCharsets.UTF_8);
            written[i] = Written.of(keys.get(i));
            plain &= isPlain(utf8[i]);
            index.putIfAbsent(keys.get(i), i);
        }
        return new JsonShape(true, utf8, plain && index.size() == utf8.length ? written : NONE, index, closed);
    }

    /**
     * A key as nearly all are written: in quotes, with a colon, without blanks.
     *
     * @param words its bytes, eight by eight
     * @param last which bits of the last eight bytes are its own
     */
    record Written(int length, long[] words, long last) {
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

        static Written of(String key) {
            byte[] text = ('"' + key + "\":").getBytes(StandardCharsets.UTF_8);
            byte[] padded = Arrays.copyOf(text, text.length + 7 & ~7);
            long[] words = new long[padded.length / 8];
            for (int i = 0; i < words.length; i++) {
                words[i] = (long) LONGS.get(padded, 8 * i);
            }
            return new Written(text.length, words, -1L >>> 8 * (padded.length - text.length));
        }

        /** The index behind the key that stands at {@code from}; -1 where it is not all there before {@code to}. */
        int behind(byte[] bytes, int from, int to) {
            if (from + length > to) {
                return -1;
            }
            int whole = words.length - 1;
            for (int i = 0; i < whole; i++) {
                if ((long) LONGS.get(bytes, from + 8 * i) != words[i]) {
                    return -1;
                }
            }
            long end = (long) LONGS.get(bytes, from + 8 * whole) ^ words[whole];
            return (end & last) == 0 ? from + length : -1;
        }
    }

    /** Whether a key stands at {@code from}, as it is written without escapes, with its closing quote. */
    boolean isAt(int column, byte[] bytes, int from) {
        byte[] key = keys[column];
        int end = from + key.length;
        return end < bytes.length
                && bytes[end] == '"'
                && Arrays.equals(bytes, from, end, key, 0, key.length)
                && isPlain(key);
    }

    private static boolean isPlain(byte[] key) {
        for (byte value : key) {
            if (value == '"' || value == '\\' || value >= 0 && value < ' ') {
                return false;
            }
        }
        return true;
    }

    int columnOf(String key) {
        return index.getOrDefault(key, -1);
    }
}

package dev.weir.parse;

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
 * @param index the column of each key
 * @param closed whether a key that is none of these is an error of its row
 */
record JsonShape(boolean keyed, byte[][] keys, Map<String, Integer> index, boolean closed) {
    static final JsonShape ARRAYS = new JsonShape(false, new byte[0][], Map.of(), false);

    static JsonShape ofKeys(List<String> keys, boolean closed) {
        Map<String, Integer> index = new HashMap<>();
        byte[][] utf8 = new byte[keys.size()][];
        for (int i = 0; i < utf8.length; i++) {
            utf8[i] = keys.get(i).getBytes(StandardCharsets.UTF_8);
            index.putIfAbsent(keys.get(i), i);
        }
        return new JsonShape(true, utf8, index, closed);
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

package dev.weir.refresh;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keys, or labels, numbered from 0 as they are seen. One thread. */
final class Groups {
    private final Map<ByteBuffer, Integer> numbers = new HashMap<>();
    private final List<byte[]> keys = new ArrayList<>();

    int add(byte[] key) {
        Integer known = numbers.putIfAbsent(ByteBuffer.wrap(key), keys.size());
        if (known != null) {
            return known;
        }
        keys.add(key);
        return keys.size() - 1;
    }

    int size() {
        return keys.size();
    }

    byte[] key(int group) {
        return keys.get(group);
    }

    /** The numbers in the order of the bytes. */
    int[] sorted() {
        Integer[] order = new Integer[keys.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Arrays.compareUnsigned(keys.get(a), keys.get(b)));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }
}

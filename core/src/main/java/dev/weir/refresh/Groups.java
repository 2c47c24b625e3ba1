package dev.weir.refresh;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keys numbered from 0 as they are seen. One thread. */
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
}

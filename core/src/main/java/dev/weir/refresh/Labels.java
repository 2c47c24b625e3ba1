package dev.weir.refresh;

import dev.weir.delta.Label;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Labels asked for one by one, in any order and again, to be fetched in order and once. One thread. */
final class Labels {
    /** Below {@link Label#MISSING}, above what labels begin with otherwise. */
    private static final byte ESCAPE = (byte) 0xfe;

    private final Map<ByteBuffer, Integer> numbers = new HashMap<>();
    private final List<byte[]> labels = new ArrayList<>();
    private int[] placeOf = {};

    /** Asks for a label; its number comes back, the same for the same label. */
    int add(byte[] label) {
        Integer known = numbers.putIfAbsent(ByteBuffer.wrap(label), labels.size());
        if (known != null) {
            return known;
        }
        labels.add(label);
        return labels.size() - 1;
    }

    /** All labels, ascending; {@link #place} is known from then on. */
    byte[][] sorted() {
        Integer[] order = new Integer[labels.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Arrays.compareUnsigned(labels.get(a), labels.get(b)));
        byte[][] sorted = new byte[order.length][];
        placeOf = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = labels.get(order[i]);
            placeOf[order[i]] = i;
        }
        return sorted;
    }

    /** Where a number's label stands in {@link #sorted}. */
    int place(int number) {
        return placeOf[number];
    }

    private static int firstLength(byte[] pair) {
        int at = pair.length - 4;
        return (pair[at] & 0xff) << 24 | (pair[at + 1] & 0xff) << 16 | (pair[at + 2] & 0xff) << 8 | pair[at + 3] & 0xff;
    }

    /** Two labels one behind the other, then the length of the first in four bytes, so that they can be taken apart. */
    static byte[] pair(byte[] first, byte[] second) {
        byte[] pair = Arrays.copyOf(first, first.length + second.length + 4);
        System.arraycopy(second, 0, pair, first.length, second.length);
        for (int i = 0; i < 4; i++) {
            pair[pair.length - 1 - i] = (byte) (first.length >>> 8 * i);
        }
        return pair;
    }

    /**
     * A label as a side of a join's pair: before that of a missing side, which a label may look like that begins with a
     * missing key, or was itself made by a join. The order of labels stays.
     */
    static byte[] side(byte[] label) {
        return label.length > 0 && (label[0] & 0xff) >= (ESCAPE & 0xff)
                ? Label.join(new byte[] {ESCAPE}, label)
                : label;
    }

    /** The label that {@link #side} was given. */
    static byte[] ofSide(byte[] side) {
        return side.length > 0 && side[0] == ESCAPE ? Arrays.copyOfRange(side, 1, side.length) : side;
    }

    static byte[] first(byte[] pair) {
        return Arrays.copyOf(pair, firstLength(pair));
    }

    static byte[] second(byte[] pair) {
        return Arrays.copyOfRange(pair, firstLength(pair), pair.length - 4);
    }
}

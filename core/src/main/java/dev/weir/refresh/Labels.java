package dev.weir.refresh;

import dev.weir.delta.Label;
import dev.weir.delta.LabelList;
import dev.weir.row.TextBuffer;
import java.util.Arrays;

/** Labels asked for one by one, in any order and again, to be fetched in order and once. One thread. */
public final class Labels {
    /** Below {@link Label#MISSING}, above what labels begin with otherwise. */
    private static final byte ESCAPE = (byte) 0xfe;

    private final Groups asked = new Groups();
    private int[] placeOf = {};

    /** Asks for a label; its number comes back, the same for the same label. */
    int add(byte[] label) {
        return asked.add(label);
    }

    /** All labels, ascending; {@link #place} is known from then on. */
    byte[][] sorted() {
        int[] order = asked.sorted();
        byte[][] sorted = new byte[order.length][];
        placeOf = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = asked.key(order[i]);
            placeOf[order[i]] = i;
        }
        return sorted;
    }

    /** Where a number's label stands in {@link #sorted}. */
    int place(int number) {
        return placeOf[number];
    }

    /** (label, i), its last byte saying how long i is, so that the label can be told again. */
    static byte[] child(byte[] label, int i) {
        byte[] child = Label.child(label, i);
        byte[] closed = Arrays.copyOf(child, child.length + 1);
        closed[child.length] = (byte) (child.length - label.length);
        return closed;
    }

    /** Adds the {@link #child} of a label. */
    public static void addChild(LabelList labels, int of, int i, LabelList to) {
        TextBuffer out = to.next();
        out.put(labels.bytes(), labels.from(of), labels.to(of));
        int begin = out.length;
        Label.put(i, out);
        out.put((byte) (out.length - begin));
        to.end();
    }

    /** The label, or key, that {@link #child} was given. */
    static byte[] parent(byte[] child) {
        return Arrays.copyOf(child, child.length - 1 - child[child.length - 1]);
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

    /** Makes what was put behind the last label a {@link #pair}, whose first part has {@code first} bytes. */
    public static void endPair(LabelList labels, int first) {
        TextBuffer out = labels.next();
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.put((byte) (first >>> shift));
        }
        labels.end();
    }

    /** Adds the {@link #pair} of two labels as {@link #side}s; with {@link Label#MISSING} where the second is below 0. */
    public static void addPair(LabelList first, int i, LabelList second, int j, LabelList to) {
        TextBuffer out = to.next();
        int most = first.to(i) - first.from(i) + (j < 0 ? 0 : second.to(j) - second.from(j));
        out.ensure(most + 8);
        byte[] bytes = out.bytes;
        int begin = out.length;
        int middle = putSide(first, i, bytes, begin);
        int at = middle;
        if (j < 0) {
            bytes[at++] = Label.MISSING[0];
        } else {
            at = putSide(second, j, bytes, at);
        }
        out.length = at;
        endPair(to, middle - begin);
    }

    private static int putSide(LabelList labels, int i, byte[] out, int at) {
        byte[] bytes = labels.bytes();
        int from = labels.from(i);
        int to = labels.to(i);
        int end = at;
        if (to > from && (bytes[from] & 0xff) >= (ESCAPE & 0xff)) {
            out[end++] = ESCAPE;
        }
        for (int k = from; k < to; k++) { // a few bytes: less than a call
            out[end++] = bytes[k];
        }
        return end;
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
